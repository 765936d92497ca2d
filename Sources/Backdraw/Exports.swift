// What a user sees after `import Backdraw`: the tape with its functions, and the languages.
@_exported public import Autodiff

@_exported public import enum Wording.Language
