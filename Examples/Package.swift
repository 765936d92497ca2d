// swift-tools-version: 6.1
import PackageDescription

// Programs that use the library as anybody else would: this package sees only what is public.

let backdraw = Target.Dependency.product(name: "Backdraw", package: "backdraw")

let package = Package(
  name: "Examples",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "backdraw", path: "..")],
  targets: [
    .executableTarget(name: "FirstFigure", dependencies: [backdraw]),
    .executableTarget(name: "NeuralNetworkByHand", dependencies: [backdraw]),
    .executableTarget(name: "LearningXOR", dependencies: [backdraw]),
    .executableTarget(name: "OtherModes", dependencies: [backdraw]),
    .executableTarget(name: "Worksheet", dependencies: [backdraw]),
  ]
)
