import Exercises
import Formats
import Wording

/// Writes questions as a content package of QTI 2.1: an item for each variant, and a test that gives one
/// of them to each student.
package struct QTIPackage {
  private let questions: [Question]
  private let title: String

  /// Creates a writer.
  package init(_ questions: [Question], title: String) {
    self.questions = questions
    self.title = title
  }

  /// The package, a ZIP archive.
  package var bytes: [UInt8] {
    var archive = ZIPArchive()
    archive.add("imsmanifest.xml", Array(manifest.utf8))
    archive.add("test.xml", Array(test.utf8))
    for question in questions {
      archive.add(Self.path(question), Array(QTIItem(question).text.utf8))
      archive.add("items/" + QTIItem.image(question), question.picture.bytes)
    }
    return archive.finish()
  }

  private static func path(_ question: Question) -> String { "items/item-\(question.number).xml" }

  var manifest: String {
    var resources = """
      <resource identifier="test" type="imsqti_test_xmlv2p1" href="test.xml">
      <file href="test.xml"/>

      """
    for question in questions {
      resources += "<dependency identifierref=\"\(QTIItem.identifier(question))\"/>\n"
    }
    resources += "</resource>\n"
    for question in questions {
      let path = Self.path(question)
      resources += """
        <resource identifier="\(QTIItem.identifier(question))" type="imsqti_item_xmlv2p1" href="\(path)">
        <file href="\(path)"/>
        <file href="items/\(QTIItem.image(question))"/>
        </resource>

        """
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd" identifier="manifest">
      <metadata>
      <schema>QTIv2.1 Package</schema>
      <schemaversion>1.0.0</schemaversion>
      </metadata>
      <organizations/>
      <resources>
      \(resources)</resources>
      </manifest>

      """
  }

  var test: String {
    let items = questions.map {
      "<assessmentItemRef identifier=\"\(QTIItem.identifier($0))\" href=\"\(Self.path($0))\" fixed=\"false\"/>"
    }.joined(separator: "\n")
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <assessmentTest \(QTIItem.namespaces) identifier="test" title="\(escapedXML(title))">
      <testPart identifier="part" navigationMode="nonlinear" submissionMode="individual">
      <assessmentSection identifier="variants" title="\(escapedXML(title))" visible="true">
      <selection select="1"/>
      \(items)
      </assessmentSection>
      </testPart>
      </assessmentTest>

      """
  }
}
