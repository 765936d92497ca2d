import Autodiff
import Testing
import Wording

@testable import GraphLanguage

@Suite struct DiagnosticTests {
  @Test func anErrorShowsPlaceLineCaretAndHelp() {
    #expect(
      rendered("price = 2\ntotal = prise * 3", file: "a.graph") == """
        a.graph:2:9: error: undefined name 'prise'
        total = prise * 3
                ^
        help: did you mean 'price'?
        """)
    #expect(
      rendered("price = 2\ntotal = prise * 3", language: .korean) == """
        t:2:9: 오류: 'prise'는 정의되지 않은 이름입니다
        total = prise * 3
                ^
        도움말: 혹시 'price'를 쓰려고 했습니까?
        """)
  }

  /// Hangul takes two cells, a tab is repeated, an accent takes none.
  static let carets: [(String, Int, Int, String)] = [
    ("값 = 사과 * 2", 1, 5, "     ^"),
    ("\tx =\t사과", 1, 6, "\t   \t^"),
    ("e\u{301}1 = é2 + 1", 1, 6, "     ^"),
    ("ㄱㄴ = ｘ", 1, 6, "       ^"),
    ("가각 = (1 + 힣)", 1, 11, "            ^"),
    ("\u{1112}\u{1161}\u{11AB} = z", 1, 5, "     ^"),
  ]

  @Test(arguments: carets)
  func theCaretStandsUnderThePlace(line: String, row: Int, column: Int, caret: String) {
    #expect(places(line) == ["\(row):\(column)"])
    let lines = rendered(line).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[1] == line)
    #expect(lines[2] == caret)
  }

  @Test func stringsCountInCharacters() {
    #expect(places("x = 1; title \"한글 👨‍👩‍👧 e\u{301}\\n\"") == ["1:21"])
    #expect(places("title \"한글\" $") == ["1:12"])
  }

  @Test func allErrorsAreReportedInTheirOrder() {
    let text = """
      output totle
      x = y
      label q "Q"
      z = (1 + 2
      w = [1, 2] + [1, 2, 3]
      v = w * x + u
      y = foo(w)
      x = 3
      """
    #expect(places(text) == ["1:8", "2:5", "3:7", "4:5", "5:12", "6:13", "7:5", "8:1"])
  }

  @Test func twentyErrorsAreShown() {
    let text = (1...33).map { "x\($0) = y\($0)\n" }.joined()
    guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else {
      return #expect(Bool(false))
    }
    #expect(diagnostics.errors.map(\.place.line) == Array(1...20))
    #expect(diagnostics.omitted == 13)
    #expect(diagnostics.rendered(language: .english).hasSuffix("\n13 more errors"))
    #expect(diagnostics.rendered(language: .korean).hasSuffix("\n오류가 13개 더 있습니다"))
  }

  @Test func aFailedNameIsNotReportedAgain() {
    #expect(places("x = $\ny = x + 1\nlabel x \"a\"\noutput y") == ["1:5"])
    #expect(places("def f(a) = a +\ny = f(1)\nz = f(y)") == ["1:15"])
  }

  static let refusals: [(String, String)] = [
    // Names.
    ("x = y", "1:5: undefined name 'y'"),
    ("x = x + 1", "1:5: undefined name 'x': a name cannot stand in its own definition"),
    ("x = 1; x = 2", "1:8: 'x' is already defined on line 1"),
    ("x = 1\ndef exp(a) = a", "2:5: function 'exp' is already defined: it is built in"),
    ("def f(a) = a\nx = 1; def f(a) = a", "2:12: function 'f' is already defined on line 1"),
    ("def f(a) = f(a)\nx = 1", "1:12: function 'f' cannot call itself"),
    ("def f(a, a) = a\nx = 1", "1:10: parameter 'a' stands twice"),
    ("x = exp", "1:5: undefined name 'exp': it is a function"),
    ("x = 1; y = x(2)", "1:12: undefined function 'x': it is a value"),
    ("x = 1; y = tahn(x)", "1:12: undefined function 'tahn'"),
    ("x = 1; output y", "1:15: undefined name 'y'"),
    ("x = 1; label y \"Y\"", "1:14: undefined name 'y'"),
    // Shapes.
    ("x = [1, 2] + [1, 2, 3]", "1:12: shapes (2,) and (3,) do not fit in '+'"),
    ("x = [[1, 2]]; y = x @ x", "1:21: shapes (1, 2) and (1, 2) do not fit in '@'"),
    ("x = [1, 2]; y = x", "1:13: the output 'y' has shape (2,) and needs an upstream gradient"),
    ("x = [1]; output x", "1:17: the output 'x' has shape (1,) and needs an upstream gradient"),
    (
      "x = [1, 2]; upstream [1]",
      "1:22: 'upstream' has shape (1,), the output 'x' has shape (2,)"
    ),
    ("x = 1; upstream [1]", "1:17: 'upstream' has shape (1,), the output 'x' has shape ()"),
    // Literals.
    ("x = []", "1:5: a bracket literal cannot be empty"),
    (
      "x = [[1, 2], [3]]", "1:14: ragged literal: entry 2 has shape (1,), those before it have (2,)"
    ),
    ("x = [1, [2]]", "1:9: ragged literal: entry 2 has shape (1,), those before it have ()"),
    ("a = 1; x = [1, a]", "1:16: a bracket literal holds numbers only"),
    (
      "a = 1; param w = a",
      "1:18: 'param' takes a number or a bracket literal, not an expression of names"
    ),
    (
      "a = 1; upstream a",
      "1:17: 'upstream' takes a number or a bracket literal, not an expression of names"
    ),
    ("x = 1 / 0", "1:7: division of a number by zero"),
    ("x = 0 ^ -1", "1:7: division of a number by zero"),
    // Calls.
    ("x = sum(1, 0)", "1:5: 'sum' takes 1 argument, found 2"),
    ("x = max(1, 2, 3)", "1:5: 'max' takes 1 or 2 arguments, found 3"),
    ("x = affine(1)", "1:5: 'affine' takes 3 arguments, found 1"),
    ("x = concat()", "1:5: 'concat' takes at least 1 argument, found 0"),
    ("def f(a) = a\nx = f()", "2:5: 'f' takes 1 argument, found 0"),
    ("x = sum([1], axis=0.5)", "1:19: an axis is a whole number"),
    ("x = exp(1, axis=0)", "1:12: 'exp' has no keyword 'axis'"),
    ("x = sum([1], axis=0, axis=0)", "1:22: keyword 'axis' stands twice"),
    ("x = sum(axis=0, [1])", "1:17: an argument stands after the keyword 'axis'"),
    ("x = max(1, 2, axis=0)", "1:15: 'max' of two arguments takes no axis"),
    ("x = elu(1, alpha=1e999)", "1:18: keyword 'alpha' takes a finite number"),
    ("def f(a) = a\nx = f(a=1)", "2:7: 'f' takes no keywords"),
    ("x = reshape([1, 2], [0.5, 4])", "1:21: a shape is a list of whole numbers"),
    ("x = sum([1], axis=3)", "1:5: 'sum' has no axis 3: the shape (1,) has 1 axis"),
    // Indices.
    ("x = [1, 2][0.5]", "1:12: an index is a whole number"),
    ("x = [1, 2]; y = x[0:2:1:1]", "1:24: expected ',' or ']', found ':'"),
    ("x = [1, 2]; y = x[0:2:0.5]", "1:23: an index is a whole number"),
    ("x = [1, 2]; y = x[[]]", "1:19: a list of indices cannot be empty"),
    ("x = [1, 2]; y = x[[0.5]]", "1:20: an index is a whole number"),
    ("x = [1, 2]; y = x[[[0]]]", "1:20: a list of indices holds whole numbers only"),
    ("x = [1, 2]; y = x[..., 0]", "1:19: '...' is not understood in an index"),
    ("x = [1, 2]; y = expand_dims(x)", "1:17: 'expand_dims' needs an axis"),
    ("x = [1, 2]; y = expand_dims(x, 0, axis=0)", "1:17: keyword 'axis' stands twice"),
    ("x = [1, 2]; y = squeeze(x, 0.5)", "1:28: an axis is a whole number"),
    ("x = [1, 2]; y = permute(x, x)", "1:28: the order of axes is a list of whole numbers"),
    (
      "x = [1, 2]; y = pad(x, [1, 1])",
      "1:24: padding is a list of pairs of whole numbers, one for each axis"
    ),
    ("x = [1, 2]; y = sum(\"x\")", "1:21: a text in quotation marks is no value here"),
    ("x = [1, 2]; y = einsum(x, x)", "1:17: 'einsum' begins with its letters in quotation marks"),
    ("x = [1, 2]; y = einsum(\"i\")", "1:17: 'einsum' takes at least 2 arguments, found 1"),
    ("x = [1, 2]; y = x[]", "1:19: expected a value, found ']'"),
    ("x = [1, 2]; y = x[1:1]", "1:18: the slice takes nothing of axis 0 of shape (2,)"),
    (
      "x = [1, 2]; y = x[0:5]",
      "1:18: the slice 0:5 reaches outside axis 0 of shape (2,), which ends at 2, or begins at −2 "
        + "from the end"
    ),
    ("x = 1; y = x[0]", "1:13: 1 index for a shape () that has 0 axes"),
    // Statements.
    ("x = 1; rate x", "1:13: 'rate' takes a number"),
    ("x = 1; rate 1; rate 2", "1:16: 'rate' stands once in a file; it is on line 1 already"),
    ("output x; output x; x = 1", "1:11: 'output' stands once in a file; it is on line 1 already"),
    (
      "x = 1; upstream 1; upstream 1",
      "1:20: 'upstream' stands once in a file; it is on line 1 already"
    ),
    ("x = 1; upstream 1e999", "1:17: 'upstream' must be finite"),
    ("x = 1; outptu x", "1:8: unknown statement 'outptu'"),
    ("x = 1; title fr \"a\"", "1:14: unknown language 'fr'"),
    ("x = 1; title \"a\"; title \"b\"", "1:25: the title stands twice"),
    ("x = 1; label ko x \"a\"; label ko x \"b\"", "1:33: the Korean label of 'x' stands twice"),
    ("x = 1; layer end", "1:8: no layer is open here"),
    (
      "x = 1; layer \"a\"; layer ko \"b\"; layer ko \"c\"",
      "1:39: the Korean name of this layer stands twice"
    ),
    // Words.
    ("x = 1 2", "1:7: expected an operator or the end of the statement, found '2'"),
    ("x = 2y", "1:5: '2y' is neither a number nor a name"),
    ("x = 1e", "1:5: '1e' is neither a number nor a name"),
    ("x = 1_000", "1:5: '1_000' is neither a number nor a name"),
    ("x = 1 $ 2", "1:7: unexpected character '$'"),
    ("x = 2 × 3", "1:7: unexpected character '×'"),
    ("x = \u{200B}3", "1:5: unexpected character U+200B"),
    ("x =", "1:4: expected a value, found the end of the text"),
    ("x = 1 +\ny = 2", "1:8: expected a value, found the end of the line"),
    ("x = 1 +; y = 2", "1:8: expected a value, found ';'"),
    ("x = * 2", "1:5: expected a value, found '*'"),
    ("x == 2", "1:1: a line cannot begin with the expression 'x'…"),
    ("x = = 2", "1:5: expected a value, found '='"),
    ("x = 1; y = x.S", "1:14: expected 'T' after '.', found 'S'"),
    ("title \"a", "1:7: this string does not end on its line"),
    ("title \"a\\t\"", "1:9: unknown escape '\\t'"),
    ("title \"a\u{7}\"", "1:9: a string cannot hold the character U+0007"),
    ("x = \"a\"", "1:5: expected a value, found a text in quotation marks"),
    ("title x", "1:7: expected a text in quotation marks, found 'x'"),
    // Brackets.
    ("x = (1 + 2", "1:5: '(' is never closed"),
    ("x = (1 + 2\ny = 3", "1:5: '(' is never closed"),
    ("x = 1)", "1:6: ')' closes no bracket"),
    ("x = (1]", "1:7: ']' does not close the '(' on line 1"),
    ("x = (1, 2)", "1:7: expected an operator or ')', found ','"),
    ("x = [1 2]", "1:8: expected ',' or ']', found '2'"),
    // Labels.
    (
      "z = [1, 2, 3]\nL = softmax_cross_entropy(z, 7)",
      "2:5: 'softmax_cross_entropy' has the label 7, but the classes are 0 to 2"
    ),
    (
      "y = [[0.5, 0.5], [0.1, 0.9]]; L = cross_entropy(y, [1, 0.5])",
      "1:35: 'cross_entropy' has the label 0.5, but the classes are 0 to 1"
    ),
    // Files.
    ("", "1:1: the file defines no node"),
    ("# nothing\n", "1:1: the file defines no node"),
    ("title \"a\"\ndef f(a) = a", "1:1: the file defines no node"),
  ]

  @Test(arguments: refusals)
  func refused(text: String, error: String) {
    #expect(errors(text) == [error])
  }

  static let slips: [(String, String)] = [
    ("price = 1; y = prices", "price"), ("w1 = 1; y = w2", "w1"), ("apple = 1; y = Apple", "apple"),
    ("y = sigmod(1)", "sigmoid"), ("x = 1; otput x", "output"), ("사과나무 = 1; y = 사과나모", "사과나무"),
    ("def f(alpha) = alhpa; x = 1", "alpha"), ("y = elu(1, alhpa=1)", "alpha"),
    ("teh = 1; y = the", "teh"), ("count = 2; tax = 1; y = cuont", "count"),
  ]

  @Test(arguments: slips)
  func aSlipIsRecognized(text: String, meant: String) {
    #expect(helps(text).first == "did you mean '\(meant)'?")
  }

  @Test func aNameIsNotSuggestedInItsOwnDefinition() {
    #expect(helps("y0 = q0") == [nil])
    #expect(helps("y1 = 1; y0 = q1") == ["did you mean 'y1'?"])
  }

  @Test func nothingIsSuggestedFarAway() {
    #expect(helps("x = 1; q = y") == [nil])
    #expect(helps("apple = 1; q = zebra") == [nil])
  }

  @Test func errorsInAFunctionNameTheCall() {
    let text = "def f(a, b) = a @ b\ndef g(a) = f(a, a)\nx = [[1, 2]]\ny = g(x)"
    #expect(
      errors(text) == ["1:17: shapes (1, 2) and (1, 2) do not fit in '@' (in the call on line 4)"])
  }

  @Test func bracketsLeftOpenDoNotSwallowTheFile() {
    #expect(places("x = [1, 2\ny = $\nz = (1\nw = @") == ["1:5", "2:5", "3:5", "4:5"])
    #expect(places("x = (1,\n 2\ny = $") == ["1:7", "3:5"])
  }

  @Test func longLinesAreCut() {
    let text =
      "x = " + String(repeating: "1 + ", count: 500) + "$ + "
      + String(repeating: "1 + ", count: 500)
    let lines = rendered(text).split(separator: "\n")
    #expect(lines[0].hasPrefix("t:1:2005: "))
    #expect(lines[1].hasPrefix("…") && lines[1].hasSuffix("…") && lines[1].count < 200)
    let caret = lines[2].count - 1
    #expect(Array(lines[1])[caret] == "$")
  }

  @Test func controlCharactersAreNotPrinted() {
    let text = rendered(
      "x = 1 # \u{1B}[2J\u{7F}\u{85}\u{202E}\ny = $ # \u{1B}[2J\u{7F}\u{85}\u{202E}")
    #expect(text.hasSuffix("y = $ # ␛[2J␡\u{FFFD}\u{FFFD}\n    ^"))
  }

  static let badBytes: [([UInt8], String)] = [
    ([0x78, 0x3D, 0x31, 0x0A, 0xEA, 0xB0, 0x80, 0xFF], "2:2: byte 0xFF is no part of UTF-8 text"),
    ([0x78, 0x0D, 0x0A, 0x79, 0xC0, 0x80], "2:2: byte 0xC0 is no part of UTF-8 text"),
    ([0xED, 0xA0, 0x80], "1:1: byte 0xED is no part of UTF-8 text"),
    ([0xFF, 0xFE, 0x78, 0x00], "1:1: byte 0xFF is no part of UTF-8 text"),
    ([0x78, 0xE0, 0x80, 0x80], "1:2: byte 0xE0 is no part of UTF-8 text"),
    ([0xF4, 0x90, 0x80, 0x80], "1:1: byte 0xF4 is no part of UTF-8 text"),
    ([0x78, 0xEA, 0xB0], "1:2: byte 0xEA is no part of UTF-8 text"),
    ([0x78, 0x3D, 0x31, 0x00], "1:4: a NUL byte: this is not a text file"),
  ]

  @Test(arguments: badBytes)
  func bytesThatAreNoText(bytes: [UInt8], error: String) {
    #expect(errors(bytes) == [error])
  }

  @Test func koreanParticlesFitWhatStandsBeforeThem() {
    for (text, words) in [
      ("y = sum([1, 2], axis=3)", "축 3이 없습니다"), ("x = [1, 2]; y = x[5]", "인덱스 5는 "),
      ("x = [1, 2]; y = x[-6]", "인덱스 -6은 "), ("y = [1, 2] + [1, 2, 3]", "(2,)와 (3,)이 서로"),
      ("y = reshape([1, 2, 3], [2, 2])", "(2, 2)로 바꿀"),
      ("y = dot([[1]], [1, 2])", "(1, 1)과 (2,)입니다"),
    ] {
      guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else {
        Issue.record("'\(text)' was understood")
        continue
      }
      #expect(diagnostics.errors.map(\.message.korean).joined().contains(words), "\(text)")
    }
  }
}
