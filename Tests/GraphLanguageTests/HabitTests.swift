import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// What people write who come from NumPy, PyTorch and other languages.
@Suite struct HabitTests {
  static let accepted: [(String, String)] = [
    ("x.sum(axis=0).sum()", "sum(sum(x, axis=0))"), ("x.relu().mean()", "mean(relu(x))"),
    ("x.reshape([4]).max()", "max(reshape(x, [4]))"), ("sum((x + 1).T)", "sum(transpose(x + 1))"),
    ("(x * x).sum().sqrt()", "sqrt(sum(x * x))"), ("x.clip(-1, 1).sum()", "sum(clip(x, -1, 1))"),
    ("np.exp(x).sum()", "sum(exp(x))"), ("torch.sum(torch.tanh(x))", "sum(tanh(x))"),
    ("F.softmax(x, axis=0).max()", "max(softmax(x, axis=0))"),
    ("torch.nn.functional.relu(x).sum()", "sum(relu(x))"),
    ("nn.functional.gelu(x).sum()", "sum(gelu(x))"),
    ("math.log(4) * sum(x)", "log(4) * sum(x)"), ("np.pi * sum(x)", "pi * sum(x)"),
    ("-x.sum()^2", "-(sum(x)^2)"), ("x[0].sum()", "sum(x[0])"),
    ("x.leaky_relu(slope=0.5).sum()", "sum(leaky_relu(x, slope=0.5))"),
    ("2 * x.T.sum()", "2 * sum(transpose(x))"),
  ]

  @Test(arguments: accepted)
  func otherSpellingsMeanTheSame(spelling: String, plain: String) throws {
    let leaf = "x = [[1, -2], [0.5, 3]]; y = "
    let (there, here) = (try graph(leaf + spelling), try graph(leaf + plain))
    #expect(there.outline == here.outline && there.result == here.result)
  }

  @Test func aNameOfTheFileIsNoModule() throws {
    #expect(try graph("F = [1, 2]; y = F.sum()").result == 3)
    #expect(try graph("def f(np) = np.sum(); y = f([1, 2])").result == 3)
    #expect(try graph("def f(a) = a * 2; y = [3].f().sum()").result == 6)
  }

  /// Each with a part of the remedy that fits.
  static let slips: [(String, String)] = [
    ("import torch\nx = 1", "leave the line out"),
    ("from torch import nn\nx = 1", "leave the line out"),
    ("c = 1\nc2 = c3 + 1", "did you mean 'c'"), ("c = c + 1", "such as c2"),
    ("c = 1; c += 1", "c2 = c + …"), ("x = True", "write 1"), ("x = False", "write 0"),
    ("x = None", "leave it out"), ("x ＝ 3", "write '='"), ("x = ３", "write '3'"),
    ("x = 2; y = ln(x)", "did you mean 'log'"), ("f = lambda x: x^2", "write def f(x) = x^2"),
    ("x = 1; print(x)", "'backdraw trace' prints"), ("x = 1; y = x.shape", "shows every shape"),
    ("x = 1; L = x^2; L.backward()", "gradients flow back"),
    ("def f(x): return x", "def f(a) = …"),
    ("x = torch.tensor([1, 2])", "write the brackets alone"),
    ("x = np.array([1])", "write the brackets"),
    ("W = np.random.randn(2, 3)", "write normal(0, 1, shape=[2, 3])"),
    ("x = 1; optimizer.step()", "write rate 0.1"), ("torch.manual_seed(1)", "write seed 7"),
    ("np.random.seed(1); x = 1", "write seed 7"), ("x = 1; y = pow(x, 2)", "write x^2"),
    ("x = [1]; y = torch.matmul(x, x)", "write a @ b"),
    ("x = 1; y = x.item()", "leave '.item' out"),
    ("x = 1; y = x.grad", "gradients come by themselves"), ("let x = 3", "leave 'let' out"),
    ("x: float = 3", "write x = 3"), ("// a comment\nx = 1", "a comment begins with #"),
    ("\"\"\"doc\"\"\"\nx = 1", "a comment begins with #"), ("x = 2π", "2 * π"),
    ("x = π", "did you mean 'pi'"),
    ("x = √4", "write 'sqrt(x)'"), ("x = [1 2]", "comma between"), ("x = 1,000", "1000"),
    ("x = 1; y = x if x else 0", "where(condition, a, b)"), ("if x > 0:\n  y = 1", "no branches"),
    ("x = [1]; y = cat(x, x)", "did you mean 'concat'"), ("x = 1; y = x'", "a transpose is x.T"),
    ("x = 1; y = |x|", "abs(x)"), ("x = 1; y = x % 2", "no remainders"),
    ("x = 1; y = x & 1", "(a > 0) * (b > 0)"), ("x = 1; y = x!", "x == 0"),
    ("x = 1; y = x // 2", "'/' divides"), ("x = 1; y += x", "y2 = y + …"),
    ("1x = 3", "does not begin with a digit"), ("x = [1, 2; 3, 4]", "[[1, 2], [3, 4]]"),
    ("x = 1; y = tan(x)", "sin(x) / cos(x)"), ("x = 1; y = log10(x)", "log(x) / log(10)"),
    ("x = 1; y = x squared", "write x^2"), ("x = \"3\"", "without quotation marks"),
    ("x = 3 y = 4", "on its own line"),
    ("x = 1; y = σ(x)", "did you mean 'sigmoid'"),
    ("z = [1, 2]; L = F.cross_entropy(z, 1)", "write softmax_cross_entropy(z, t)"),
    ("x = [1]; y = x.view([1])", "write x.reshape([2, 3])"),
    ("x = zeroes([2])", "did you mean 'zeros'"),
    ("x = randn(2, 3)", "write normal(0, 1"), ("x = 1; y = x.t()", "write x.T"),
    ("x = 5; assert(x)", "values and functions alone"),
    ("x = 1; y = maximum(x, 0)", "did you mean 'max'"),
  ]

  @Test(arguments: slips)
  func theRemedyFits(text: String, remedy: String) {
    let helps = helps(text)
    #expect(helps.first??.contains(remedy) == true, "\(helps), \(errors(text))")
  }

  /// No table of foreign words may stand before a function that exists.
  @Test func noFunctionIsCalledForeign() {
    for name in Builtin.names + LeafFunction.allCases.map(\.rawValue) {
      #expect(Habit.remedy(ofFunction: name) == nil, "\(name)")
      #expect(Habit.remedy(ofAttribute: name) == nil, "\(name)")
    }
    for keyword in Keyword.allCases { #expect(Habit.remedy(ofStatement: keyword.rawValue) == nil) }
  }

  @Test func koreanRemediesAreKorean() {
    for (text, _) in Self.slips {
      guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else {
        continue
      }
      let words = diagnostics.errors[0].message.korean + (diagnostics.errors[0].help?.korean ?? "")
      #expect(words.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(text)")
    }
  }

  /// A name that was meant to be defined is not told to be unknown as well.
  @Test(arguments: ["let x = 3; y = x", "x == 3; y = x"])
  func whoUsesAMisspeltDefinitionIsNotBlamed(text: String) {
    #expect(errors(text).count == 1)
  }
}
