import Wording

/// What people bring from other languages, and what fits it here.
enum Habit {
  /// Modules whose names may stand before a function's: `np.exp(x)`.
  static let modules: Set<String> = [
    "np", "numpy", "jnp", "torch", "nn", "functional", "F", "math", "linalg", "random", "special",
    "tf", "scipy",
  ]

  /// What a sign asks for that stands for something else elsewhere.
  static func remedy(ofSign sign: String) -> Bilingual? {
    switch sign {
    case "'":
      Bilingual(
        en: "a text stands in double quotation marks, and a transpose is x.T",
        ko: "글은 큰따옴표로 묶고, 전치는 x.T처럼 쓰십시오")
    case "|":
      Bilingual(
        en: "an absolute value is abs(x); where either of two holds, max(a > 0, b > 0)",
        ko: "절댓값은 abs(x), 둘 가운데 하나라도 성립하는 곳은 max(a > 0, b > 0)처럼 쓰십시오")
    case "&":
      Bilingual(
        en: "where both hold, write (a > 0) * (b > 0)",
        ko: "둘 다 성립하는 곳은 (a > 0) * (b > 0)처럼 쓰십시오")
    case "!", "！":
      Bilingual(
        en: "where something does not hold, write x == 0; a factorial is written as its number",
        ko: "성립하지 않는 곳은 x == 0처럼 쓰고, 계승은 그 값을 수로 쓰십시오")
    case "%":
      Bilingual(
        en: "there are no remainders here; a per cent is written as 0.01",
        ko: "나머지 연산은 없습니다. 퍼센트라면 0.01처럼 쓰십시오")
    default: nil
    }
  }

  /// What a word at the beginning of a line asks for.
  static func remedy(ofStatement word: String) -> Bilingual? {
    switch word {
    case "import", "from":
      Bilingual(
        en: "leave the line out: every function is there already",
        ko: "이 줄을 빼십시오. 함수는 모두 그냥 쓸 수 있습니다")
    case "print":
      Bilingual(
        en: "leave the line out: 'backdraw trace' prints every value",
        ko: "이 줄을 빼십시오. 값은 'backdraw trace'로 모두 볼 수 있습니다")
    case "if", "elif", "else", "switch":
      Bilingual(
        en: "a graph has no branches; for each entry, where(condition, a, b) chooses",
        ko: "그래프에는 분기가 없습니다. 원소마다 고르려면 where(조건, a, b)를 쓰십시오")
    case "while":
      Bilingual(
        en: "a loop has a fixed number of passes: for t in 0:4 { … }",
        ko: "반복문의 횟수는 정해져 있습니다: for t in 0:4 { … }")
    case "class", "with", "try", "assert", "pass", "del", "global", "async", "lambda":
      Bilingual(
        en: "a graph has values and functions alone: y = f(x), def f(x) = x^2",
        ko: "그래프에는 값과 함수만 있습니다: y = f(x), def f(x) = x^2")
    case "fn", "func", "function":
      Bilingual(en: "write def f(x) = x^2", ko: "def f(x) = x^2처럼 쓰십시오")
    default: nil
    }
  }

  /// What a word asks for that stands before the name of a value elsewhere: `let x = 3`.
  static func remedy(ofDeclaration word: String) -> Bilingual? {
    switch word {
    case "let", "var", "val", "double", "float", "int", "auto":
      Bilingual(en: "leave '\(word)' out: x = 3", ko: "'\(word)' 없이 x = 3처럼 쓰십시오")
    default: nil
    }
  }

  /// What a line asks for that calls a method for its effect: `loss.backward()`.
  static func remedy(ofMethodStatement method: String) -> Bilingual? {
    switch method {
    case "backward", "zero_grad", "requires_grad_", "retain_grad":
      Bilingual(
        en: "leave the line out: gradients flow back from the last name, or from 'output NAME'",
        ko: "이 줄을 빼십시오. 기울기는 마지막 이름이나 'output 이름'에서 저절로 거슬러 흐릅니다")
    case "step":
      Bilingual(
        en: "write rate 0.1: then the update of every 'param' is shown",
        ko: "rate 0.1처럼 쓰십시오. 그러면 모든 'param'의 갱신이 나옵니다")
    case "manual_seed", "seed":
      Bilingual(en: "write seed 7", ko: "seed 7처럼 쓰십시오")
    case "train", "eval", "to", "cuda", "cpu":
      Bilingual(en: "leave the line out", ko: "이 줄을 빼십시오")
    default: nil
    }
  }

  /// What a name that the file does not define stands for elsewhere.
  static func remedy(ofName name: String) -> Bilingual? {
    switch name {
    case "True": Bilingual(en: "as a number, write 1", ko: "수로는 1을 쓰십시오")
    case "False": Bilingual(en: "as a number, write 0", ko: "수로는 0을 쓰십시오")
    case "true", "false":
      Bilingual(en: "as numbers, write 1 and 0", ko: "수로는 1과 0을 쓰십시오")
    case "not": Bilingual(en: "write x == 0", ko: "x == 0처럼 쓰십시오")
    case "None", "null", "nil":
      Bilingual(en: "leave it out", ko: "빼고 쓰십시오")
    case "π", "PI", "Pi": didYouMean("'pi'")
    case "infinity", "Infinity", "Inf", "INF": didYouMean("'inf'")
    case "nan", "NaN":
      Bilingual(en: "NaN is no number; leave it out", ko: "NaN은 수가 아닙니다. 빼고 쓰십시오")
    default: nil
    }
  }

  /// What stands for a function that has another form here.
  static func remedy(ofFunction name: String) -> Bilingual? {
    switch name {
    case "array", "tensor", "Tensor", "as_tensor", "asarray", "from_numpy", "matrix":
      Bilingual(
        en: "write the brackets alone: [[1, 2], [3, 4]]", ko: "괄호만 쓰십시오: [[1, 2], [3, 4]]")
    case "Parameter", "Variable":
      Bilingual(en: "write param w = [1, 2]", ko: "param w = [1, 2]처럼 쓰십시오")
    case "detach", "stop_gradient":
      Bilingual(
        en: "no gradient flows through a leaf const x = …", ko: "const x = …인 변수에는 기울기가 흐르지 않습니다")
    case "rand":
      Bilingual(en: "write uniform(0, 1, shape=[2, 3])", ko: "uniform(0, 1, shape=[2, 3])처럼 쓰십시오")
    case "randn", "standard_normal", "gauss":
      Bilingual(en: "write normal(0, 1, shape=[2, 3])", ko: "normal(0, 1, shape=[2, 3])처럼 쓰십시오")
    case "randint", "choice":
      Bilingual(en: "write choose(1, 2, 3, shape=[2])", ko: "choose(1, 2, 3, shape=[2])처럼 쓰십시오")
    case "full":
      Bilingual(en: "write 0.5 * ones([2, 3])", ko: "0.5 * ones([2, 3])처럼 쓰십시오")
    case "zeros_like": Bilingual(en: "write zeros([2, 3])", ko: "zeros([2, 3])처럼 쓰십시오")
    case "ones_like": Bilingual(en: "write ones([2, 3])", ko: "ones([2, 3])처럼 쓰십시오")
    case "identity": didYouMean("'eye'")
    case "linspace":
      Bilingual(en: "write arange(0, 1, 0.25)", ko: "arange(0, 1, 0.25)처럼 쓰십시오")
    case "range": Bilingual(en: "write arange(5)", ko: "arange(5)처럼 쓰십시오")
    case "pow", "power": Bilingual(en: "write x^2", ko: "x^2처럼 쓰십시오")
    case "add": Bilingual(en: "write a + b", ko: "a + b처럼 쓰십시오")
    case "subtract", "sub": Bilingual(en: "write a - b", ko: "a - b처럼 쓰십시오")
    case "multiply", "mul": Bilingual(en: "write a * b", ko: "a * b처럼 쓰십시오")
    case "divide", "div", "true_divide": Bilingual(en: "write a / b", ko: "a / b처럼 쓰십시오")
    case "matmul", "mm", "bmm", "mv": Bilingual(en: "write a @ b", ko: "a @ b처럼 쓰십시오")
    case "negative", "neg": Bilingual(en: "write -x", ko: "-x처럼 쓰십시오")
    case "tan": Bilingual(en: "write sin(x) / cos(x)", ko: "sin(x) / cos(x)처럼 쓰십시오")
    case "log10": Bilingual(en: "write log(x) / log(10)", ko: "log(x) / log(10)처럼 쓰십시오")
    case "log1p": Bilingual(en: "write log(1 + x)", ko: "log(1 + x)처럼 쓰십시오")
    case "expm1": Bilingual(en: "write exp(x) - 1", ko: "exp(x) - 1처럼 쓰십시오")
    case "rsqrt": Bilingual(en: "write 1/sqrt(x)", ko: "1/sqrt(x)처럼 쓰십시오")
    case "hypot": Bilingual(en: "write sqrt(a^2 + b^2)", ko: "sqrt(a^2 + b^2)처럼 쓰십시오")
    case "not", "logical_not": Bilingual(en: "write x == 0", ko: "x == 0처럼 쓰십시오")
    case "reciprocal": Bilingual(en: "write 1/x", ko: "1/x처럼 쓰십시오")
    case "cat", "concatenate", "hstack", "vstack": didYouMean("'concat'")
    case "view": didYouMean("'reshape'")
    case "maximum", "amax", "fmax": didYouMean("'max'")
    case "minimum", "amin", "fmin": didYouMean("'min'")
    case "average", "avg": didYouMean("'mean'")
    case "fabs": didYouMean("'abs'")
    case "ReLU": didYouMean("'relu'")
    case "σ": didYouMean("'sigmoid'")
    case "Linear", "linear", "Dense", "dense":
      Bilingual(
        en: "write affine(x, W, b), which is x @ W + b",
        ko: "affine(x, W, b)를 쓰십시오. x @ W + b와 같습니다")
    case "mse_loss", "MSELoss", "mean_squared_error": didYouMean("'mse'")
    case "binary_cross_entropy", "BCELoss": didYouMean("'bce'")
    case "CrossEntropyLoss", "cross_entropy_loss": didYouMean("'softmax_cross_entropy'")
    case "float", "int", "double", "Float", "Double":
      Bilingual(
        en: "leave it out: every number is a real number", ko: "빼고 쓰십시오. 모든 수는 실수입니다")
    case "len", "shape", "size":
      Bilingual(
        en: "write the number; 'backdraw trace' shows every shape",
        ko: "수를 직접 쓰십시오. 모양은 'backdraw trace'로 볼 수 있습니다")
    default: nil
    }
  }

  /// What stands for something behind a dot that is no function here: `x.shape`.
  static func remedy(ofAttribute name: String) -> Bilingual? {
    switch name {
    case "shape", "size", "ndim", "dim", "dtype", "numel":
      Bilingual(
        en: "write the numbers; 'backdraw trace' shows every shape",
        ko: "수를 직접 쓰십시오. 모양은 'backdraw trace'로 볼 수 있습니다")
    case "grad", "backward", "grad_fn":
      Bilingual(
        en: "gradients come by themselves: 'backdraw trace' shows each",
        ko: "기울기는 저절로 구합니다. 'backdraw trace'로 볼 수 있습니다")
    case "item", "numpy", "tolist", "clone", "copy", "data", "contiguous", "float", "double", "cpu",
      "cuda", "to", "astype":
      Bilingual(
        en: "leave '.\(name)' out: a value is used as it stands", ko: "'.\(name)' 없이 값을 그대로 쓰십시오")
    case "detach":
      Bilingual(
        en: "no gradient flows through a leaf const x = …", ko: "const x = …인 변수에는 기울기가 흐르지 않습니다")
    case "t", "mT", "H": Bilingual(en: "write x.T", ko: "x.T처럼 쓰십시오")
    case "pow": Bilingual(en: "write x^2", ko: "x^2처럼 쓰십시오")
    case "matmul", "mm", "bmm", "mv": Bilingual(en: "write a @ b", ko: "a @ b처럼 쓰십시오")
    case "add": Bilingual(en: "write a + b", ko: "a + b처럼 쓰십시오")
    case "sub": Bilingual(en: "write a - b", ko: "a - b처럼 쓰십시오")
    case "mul": Bilingual(en: "write a * b", ko: "a * b처럼 쓰십시오")
    case "div": Bilingual(en: "write a / b", ko: "a / b처럼 쓰십시오")
    case "view": Bilingual(en: "write x.reshape([2, 3])", ko: "x.reshape([2, 3])처럼 쓰십시오")
    default: nil
    }
  }

  /// What a word between values asks for.
  static func remedy(ofWord word: String) -> Bilingual? {
    switch word {
    case "if", "else":
      Bilingual(
        en: "to choose, write where(condition, a, b)", ko: "고르려면 where(조건, a, b)처럼 쓰십시오")
    case "for":
      Bilingual(
        en: "computing with vectors does each entry at once: 2 * [1, 2, 3]",
        ko: "벡터로 계산하면 모든 원소를 한 번에 다룹니다: 2 * [1, 2, 3]")
    case "squared", "제곱": Bilingual(en: "write x^2", ko: "x^2처럼 쓰십시오")
    default: nil
    }
  }

  /// What a module's function is called here where ours of the same name is another one.
  static func meaning(of function: String, in module: String) -> Bilingual? {
    switch (module, function) {
    case ("F", "cross_entropy"), ("functional", "cross_entropy"):
      Bilingual(
        en: "PyTorch's takes scores: write softmax_cross_entropy(z, t)",
        ko: "PyTorch의 것은 점수를 받습니다. softmax_cross_entropy(z, t)를 쓰십시오")
    case ("torch", "var"), ("torch", "std"):
      Bilingual(
        en: "PyTorch's divides by N − 1: write \(function)(x, ddof=1), or \(function)(x) for N",
        ko: "PyTorch의 것은 N − 1로 나눕니다. \(function)(x, ddof=1)을, N으로 나누려면 \(function)(x)를 쓰십시오")
    default: nil
    }
  }
}

extension Message {
  static func foreignStatement(_ word: String, _ remedy: Bilingual) -> Message {
    Message(
      en: "\(quoted(word)) begins no statement", ko: "\(quoted(word).with(.by)) 시작하는 문장은 없습니다",
      help: remedy)
  }

  static func compoundAssignment(_ name: String) -> Message {
    Message(
      en: "\(quoted(name)) cannot be changed", ko: "\(quoted(name).with(.topic)) 바꿀 수 없습니다",
      help: Bilingual(
        en: "give the new value another name: \(name)2 = \(name) + …",
        ko: "\(name)2 = \(name) + …처럼 새 값에 다른 이름을 붙이십시오"))
  }

  /// `y := x^2`
  static let walrus = Message(
    en: "':=' is no sign of this language", ko: "':='라는 기호는 없습니다",
    help: Bilingual(en: "write '='", ko: "'='로 쓰십시오"))

  static func annotatedName(_ name: String) -> Message {
    Message(
      en: "a name is followed by '='", ko: "이름 뒤에는 '=' 기호가 옵니다",
      help: Bilingual(en: "write \(name) = 3", ko: "\(name) = 3처럼 쓰십시오"))
  }

  static func attribute(_ name: String, _ remedy: Bilingual) -> Message {
    Message(
      en: "\(quoted("." + name)) means nothing behind a value",
      ko: "값 뒤에 \(quoted("." + name).with(.object)) 쓸 수 없습니다", help: remedy)
  }

  static let lambda = Message(
    en: "a function has a name", ko: "함수에는 이름이 있어야 합니다",
    help: Bilingual(en: "write def f(x) = x^2", ko: "def f(x) = x^2처럼 쓰십시오"))

  static func means(_ module: String, _ function: String, _ remedy: Bilingual) -> Message {
    let name = quoted("\(module).\(function)")
    return Message(
      en: "\(name) is another function than \(quoted(function)) here",
      ko: "\(name.with(.topic)) 여기의 \(quoted(function).with(.and)) 다른 함수입니다", help: remedy)
  }
}
