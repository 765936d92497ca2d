// swift-tools-version: 6.2
import PackageDescription

// Data flows one way; each stage is a target, so that the compiler keeps the arrows:
//
//   text ─GraphLanguage─▶ graph ─Autodiff─▶ trace ─Derivation─▶ equations ─┐
//                                            │                             ├─Diagram─▶ scene ─CairoRenderer─▶ SVG PNG PDF
//                                            └─GraphLayout─▶ places ───────┘              │
//   MNIST ─Training─▶ curves, layer statistics ──────────────────────────────────────────┴─Report─▶ HTML

// Loops over numbers, places and bytes, optimised in debug builds as well: the tests and the report take
// several times as long otherwise.
let optimized: [SwiftSetting] = [
  .unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug))
]
let isSanitized = Context.environment["BACKDRAW_SANITIZED"] != nil

let package = Package(
  name: "backdraw",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "backdraw", targets: ["CommandLineTool"]),
    .library(name: "Backdraw", targets: ["Backdraw"]),
    .library(name: "Autodiff", targets: ["Autodiff"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    // Writes the library's reference; nothing of it is built otherwise.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // System libraries: module maps only.
    .systemLibrary(
      name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
    .systemLibrary(
      name: "CPango", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev"]), .brew(["pango"])]),
    .systemLibrary(
      name: "CHarfBuzz", pkgConfig: "harfbuzz-subset",
      providers: [.apt(["libharfbuzz-dev"]), .brew(["harfbuzz"])]),
    .systemLibrary(
      name: "CFontconfig", pkgConfig: "fontconfig",
      providers: [.apt(["libfontconfig-dev"]), .brew(["fontconfig"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    // The module map names the library: Debian and giflib itself disagree about its .pc file.
    .systemLibrary(name: "CGIF", providers: [.apt(["libgif-dev"]), .brew(["giflib"])]),
    .systemLibrary(
      name: "CMark", pkgConfig: "libcmark",
      providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),

    // What every room may say: the two languages, and particles that fit.
    .target(name: "Wording"),

    // What the formats of other programs ask for: JSON, what XML and LaTeX escape, digests.
    .target(name: "Formats", swiftSettings: optimized),

    // Work on several threads at once.
    .target(name: "Concurrency"),

    // CommonMark as a tree of values; the only room that sees cmark.
    .target(name: "Markdown", dependencies: ["CMark"]),

    // The computation.
    .target(
      name: "CKernels", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(
      name: "Kernels", dependencies: ["CKernels", "Concurrency"], swiftSettings: optimized),
    .target(
      name: "Autodiff",
      dependencies: [
        "Kernels", "Wording", .product(name: "RealModule", package: "swift-numerics"),
      ],
      // A sanitizer's checks in optimised code for many types take minutes to compile.
      swiftSettings: isSanitized ? [] : optimized),
    // What operations are called and how they are written: one profile for each.
    .target(name: "Notation", dependencies: ["Autodiff", "Wording"]),
    .target(name: "GraphLanguage", dependencies: ["Autodiff", "Notation", "Wording"]),
    // Tensors as files of other programs: bytes come in, numbers go out.
    .target(
      name: "TensorFiles", dependencies: ["Autodiff", "Formats", "Wording"],
      swiftSettings: optimized),
    .target(
      name: "Training",
      dependencies: ["Autodiff", "Concurrency", "Kernels", "TensorFiles", "Wording", "CZlib"],
      swiftSettings: optimized),

    // The explanation.
    .target(name: "Derivation", dependencies: ["Autodiff", "Formats", "Notation", "Wording"]),

    // What a reader fills in, and what is right.
    .target(name: "Exercises", dependencies: ["Autodiff", "Derivation", "Formats", "Wording"]),

    // Exercises for learning systems: bytes of Moodle XML, QTI and GIFT.
    .target(
      name: "Quizzes",
      dependencies: ["Autodiff", "Derivation", "Exercises", "Formats", "Notation", "Wording"]),

    // The way out: a graph as a program for others.
    .target(name: "Export", dependencies: ["Autodiff", "Formats", "Wording"]),

    // The way in: lines of Python as text of the graph language.
    .target(name: "SnippetImport", dependencies: ["Wording"]),

    // The picture.
    .target(name: "GraphLayout", swiftSettings: optimized),
    .target(name: "Scene", dependencies: ["Formats"]),
    .target(
      name: "Diagram",
      dependencies: [
        "Autodiff", "Derivation", "Exercises", "Formats", "GraphLayout", "Notation", "Scene",
        "Wording",
      ]),
    // Pages of paper: lines of words and formulas, tables, figures.
    .target(
      name: "Sheets", dependencies: ["Derivation", "Diagram", "Notation", "Scene", "Wording"]),
    .target(
      name: "CairoRenderer",
      dependencies: [
        "Formats", "Scene", "Wording", "CCairo", "CFontconfig", "CGIF",
        "CHarfBuzz", "CPango", "CZlib",
      ]),

    // The pages and the program.
    .target(
      name: "Report",
      dependencies: [
        "Autodiff", "Concurrency", "Derivation", "Diagram", "Exercises", "Export", "Formats",
        "GraphLanguage", "Markdown", "Notation", "Scene", "Sheets", "Training", "Wording",
        "CZlib", .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [
        .embedInCode("../../Templates/page.mustache"),
        .embedInCode("../../Templates/explain.mustache"),
        .embedInCode("../../Templates/steps.mustache"),
        .embedInCode("../../Templates/values.mustache"),
        .embedInCode("../../Templates/updates.mustache"),
        .embedInCode("../../Templates/lesson.mustache"),
        .embedInCode("../../Templates/experiment.mustache"),
        .embedInCode("../../Templates/index.mustache"),
        .embedInCode("../../Templates/contents.mustache"),
        .embedInCode("../../Templates/glossary.mustache"),
        .embedInCode("../../Templates/operations.mustache"),
        .embedInCode("../../Templates/operation.mustache"),
        .embedInCode("../../Templates/search.mustache"),
        .embedInCode("../../Templates/gallery.mustache"),
        .embedInCode("../../Templates/exhibit.mustache"),
        .embedInCode("../../Templates/style.css"),
        .embedInCode("../../Templates/fragment.css"),
        .embedInCode("../../Templates/computation.js"),
        .embedInCode("../../Templates/live.js"),
        .embedInCode("../../Templates/transport.js"),
        .embedInCode("../../Templates/lights.js"),
      ]),
    .executableTarget(
      name: "CommandLineTool",
      dependencies: [
        "Autodiff", "GraphLanguage", "Derivation", "GraphLayout", "Scene", "Diagram",
        "CairoRenderer", "Concurrency", "Exercises", "Export", "Formats", "Kernels", "Quizzes",
        "TensorFiles", "Training", "Report", "Sheets", "SnippetImport", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // The library: figures and derivations in a few lines.
    .target(
      name: "Backdraw",
      dependencies: [
        "Autodiff", "GraphLanguage", "Derivation", "Scene", "Diagram", "CairoRenderer", "Report",
        "TensorFiles", "Training", "Wording",
      ],
      swiftSettings: [.enableUpcomingFeature("InternalImportsByDefault")]),

    // What is claimed of speed can be measured.
    .executableTarget(
      name: "tape-benchmark", dependencies: ["Autodiff"], path: "Benchmarks/Tape"),
    .executableTarget(
      name: "convolution-benchmark", dependencies: ["Autodiff", "Kernels"],
      path: "Benchmarks/Convolution"),
    .executableTarget(
      name: "gpt-benchmark", dependencies: ["Autodiff", "Kernels"], path: "Benchmarks/GPT"),
    .executableTarget(
      name: "derivation-benchmark",
      dependencies: ["Autodiff", "Derivation", "GraphLanguage", "Report", "Scene", "Wording"],
      path: "Benchmarks/Derivation"),

    // What nobody would write must not bring it down.
    .executableTarget(
      name: "graph-fuzzer",
      dependencies: [
        "Autodiff", "Derivation", "Diagram", "GraphLanguage", "Report", "Scene", "Wording",
      ],
      path: "Tests/Fuzzer", exclude: ["Corpus"]),

    // Tests mirror the targets.
    .testTarget(name: "WordingTests", dependencies: ["Wording"]),
    .testTarget(name: "FormatsTests", dependencies: ["Formats"]),
    .testTarget(name: "ConcurrencyTests", dependencies: ["Concurrency"]),
    .testTarget(name: "MarkdownTests", dependencies: ["Markdown"]),
    .testTarget(
      name: "KernelsTests", dependencies: ["Kernels", "CKernels"], swiftSettings: optimized),
    .testTarget(name: "AutodiffTests", dependencies: ["Autodiff", "Kernels"]),
    .testTarget(name: "NotationTests", dependencies: ["Notation", "Derivation", "GraphLanguage"]),
    .testTarget(name: "GraphLanguageTests", dependencies: ["GraphLanguage"]),
    .testTarget(name: "TensorFilesTests", dependencies: ["TensorFiles"]),
    .testTarget(name: "SnippetImportTests", dependencies: ["SnippetImport"]),
    .testTarget(
      name: "ExportTests", dependencies: ["Export", "GraphLanguage"], exclude: ["Graphs"]),
    .testTarget(name: "TrainingTests", dependencies: ["Training", "TensorFiles"]),
    .testTarget(
      name: "DerivationTests", dependencies: ["Derivation", "GraphLanguage", "Notation"]),
    .testTarget(name: "ExercisesTests", dependencies: ["Exercises", "GraphLanguage"]),
    .testTarget(name: "QuizzesTests", dependencies: ["Quizzes", "GraphLanguage"]),
    .testTarget(
      name: "GraphLayoutTests", dependencies: ["GraphLayout"], swiftSettings: optimized),
    .testTarget(name: "SceneTests", dependencies: ["Scene"]),
    .testTarget(
      name: "DiagramTests", dependencies: ["Diagram", "GraphLanguage", "Notation"],
      exclude: ["Goldens"]),
    .testTarget(name: "SheetsTests", dependencies: ["Sheets", "GraphLanguage"]),
    .testTarget(name: "CairoRendererTests", dependencies: ["CairoRenderer", "CGIF"]),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Formats", "GraphLanguage", "Markdown"]),
    .testTarget(name: "BackdrawTests", dependencies: ["Backdraw"]),
    .testTarget(name: "CommandLineToolTests", dependencies: ["CommandLineTool", "Wording"]),
  ]
)

// Sanitizers look at the rooms that touch memory by pointers, through their tests: Scripts/check-memory.
if isSanitized {
  let rooms = [
    "Autodiff", "CairoRenderer", "Concurrency", "Formats", "GraphLayout", "Kernels", "Markdown",
    "TensorFiles", "Training",
  ]
  package.targets.removeAll { $0.type == .test && !rooms.map { $0 + "Tests" }.contains($0.name) }
}
