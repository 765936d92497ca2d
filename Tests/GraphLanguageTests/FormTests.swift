import Autodiff
import Testing
import Wording

@testable import GraphLanguage

@Suite struct FormTests {
  @Test(arguments: [
    ("exp", "exp(x)"), ("sum", "sum(x), sum(x, axis=0, keepdims=true)"),
    ("max", "max(a, b), max(x), max(x, axis=0, keepdims=true)"),
    ("leaky_relu", "leaky_relu(x, slope=0.01)"),
    ("clip", "clip(x, low, high)"), ("where", "where(c, a, b)"), ("cumsum", "cumsum(x, axis)"),
    ("var", "var(x, ddof=0), var(x, axis=0, ddof=0, keepdims=true)"),
    ("conv2d", "conv2d(x, W, stride=1, padding=0), conv2d(x, W, b, stride=1, padding=0)"),
    ("max_pool2d", "max_pool2d(x, 2, padding=0), max_pool2d(x, 2, stride=1, padding=0)"),
    ("layer_norm", "layer_norm(x, eps=1e-5), layer_norm(x, gamma, beta, eps=1e-5)"),
    ("elu", "elu(x, alpha=1)"), ("softmax", "softmax(x, axis=-1)"),
    ("concat", "concat(a, b, …, axis=0)"), ("reshape", "reshape(x, [2, 3])"),
    ("affine", "affine(x, W, b)"), ("permute", "permute(x, [1, 0])"),
    ("expand_dims", "expand_dims(x, axis)"), ("squeeze", "squeeze(x), squeeze(x, axis)"),
    ("pad", "pad(x, [[0, 0], [1, 1]])"), ("stack", "stack(a, b, …, axis=0)"),
    ("einsum", "einsum(\"ij,jk->ik\", a, b, …)"), ("embedding", "embedding(table, ids)"),
    ("cross_entropy", "cross_entropy(y, t)"), ("dropout", "dropout(x, p=0.5)"),
  ])
  func signaturesShowHowAFunctionIsCalled(name: String, signature: String) {
    #expect(Builtin.named(name)?.signature == signature)
  }

  /// What has no form of its own as a call is written with a sign or not at all.
  @Test func everyOperationIsReachedByItsForm() {
    for kind in OperationKind.allCases {
      guard case .call(let call) = kind.form else { continue }
      let form = Builtin.named(kind.name)?.form(arguments: call.counts.lowerBound)
      #expect(form?.kind == kind)
      // Operands that the engine does not take, or too few, would only be refused when recorded.
      if let arity = kind.arity {
        // A mask is drawn, and not written.
        let drawn = kind == .dropout ? 1 : 0
        let count = arity + call.literals.count - drawn
        #expect(call.counts == count...count || call.list != nil || call.place != nil)
      }
    }
  }

  @Test func namesFromElsewhereLeadToOurOwn() {
    #expect(helps("x = 2; y = ln(x)") == ["did you mean 'log'?"])
    #expect(helps("x = 2; y = clamp(x, 0, 1)") == ["did you mean 'clip'?"])
    #expect(helps("x = 2; y = swish(x)") == ["did you mean 'silu'?"])
    #expect(helps("x = [2]; y = unsqueeze(x, 0)") == ["did you mean 'expand_dims'?"])
  }

  @Test(arguments: [
    (
      "y = [1, 2] + [1, 2, 3]", "shapes (2,) and (3,) do not fit in '+'",
      "'+'에서 모양 (2,)와 (3,)이 서로 맞지 않습니다"
    ),
    (
      "y = dot([1, 2], 3)",
      "'dot' takes two vectors, not shapes (2,) and (); matrices multiply with '@'",
      "'dot'은 벡터 두 개를 받습니다. 모양이 (2,)와 ()입니다. 행렬의 곱은 '@'로 씁니다"
    ),
    (
      "x = 2; y = 3 @ x",
      "'@' takes vectors and matrices, not shapes () and (); numbers multiply with '*'",
      "'@'는 벡터와 행렬에만 씁니다. 모양이 ()과(와) ()입니다. 수의 곱은 '*'로 씁니다"
    ),
    (
      "y = affine([1], [2], [3])",
      "'affine' takes a vector or matrix x, a matrix W and a vector b, not shapes (1,), (1,) and (1,)",
      "'affine'은 벡터나 행렬 x, 행렬 W, 벡터 b를 받습니다. 모양이 (1,), (1,), (1,)입니다"
    ),
    (
      "x = 2; y = softmax(x)", "'softmax' needs a vector or more, but the shape is ()",
      "'softmax'에는 벡터 이상의 텐서가 필요하지만 모양이 ()입니다"
    ),
    (
      "x = 2; y = concat(x, x)", "'concat' needs at least one axis, but the shape is ()",
      "'concat'에는 축이 하나 이상 필요하지만 모양이 ()입니다"
    ),
    (
      "y = transpose([[[1]]])",
      "'transpose' needs at most 2 axes, but the shape is (1, 1, 1); to exchange axes of more, write "
        + "permute(x, [0, 2, 1])",
      "'transpose'에는 축이 2개 이하인 텐서가 필요하지만 모양이 (1, 1, 1)입니다. 축이 더 많으면 "
        + "permute(x, [0, 2, 1])처럼 쓰십시오"
    ),
    (
      "y = conv2d([[1]], [[[[1]]]])",
      "'conv2d' takes images of shape (C, H, W) or (N, C, H, W): channels, rows, columns; "
        + "the shape is (1, 1)",
      "'conv2d'에는 모양이 (C, H, W)나 (N, C, H, W)인 이미지(채널, 행, 열)가 필요하지만 모양이 (1, 1)입니다"
    ),
    (
      "y = conv2d([[[1]]], [[1]])",
      "'conv2d' takes filters of shape (F, C, KH, KW) with the images' 1 channel, not (1, 1)",
      "'conv2d'의 필터는 모양이 (F, C, KH, KW)이고 C는 이미지의 채널 수 1입니다. 모양이 (1, 1)입니다"
    ),
    (
      "y = max_pool2d([[[1]]], 2)",
      "a window of shape (2, 2) does not fit into images of shape (1, 1, 1) with this padding",
      "모양 (2, 2)인 창이 모양 (1, 1, 1)인 이미지(패딩 포함)보다 큽니다"
    ),
    (
      "y = avg_pool2d([[[1]]], 1, stride=0)", "'stride' of 'avg_pool2d' is at least 1, not 0",
      "'avg_pool2d'의 'stride' 값은 1 이상이어야 하는데 0입니다"
    ),
    (
      "y = max_pool2d([[[1]]], 1, padding=1)",
      "'max_pool2d' with a window of 1 takes a padding of at most 0, not 1: a window must hold an "
        + "entry",
      "창이 1인 'max_pool2d'의 패딩은 0 이하여야 합니다. 1이면 빈 창이 생깁니다"
    ),
    (
      "y = max_pool2d([[[1]]], 1.5)", "'window' of 'max_pool2d' is a whole number",
      "'max_pool2d'의 'window'에는 정수를 써야 합니다"
    ),
    (
      "y = conv2d([[[1]]], [[[[1]]]], stride=0.5)", "keyword 'stride' takes a whole number",
      "키워드 인수 'stride'에는 정수만 쓸 수 있습니다"
    ),
    (
      "y = layer_norm([1, 2], [1])",
      "gamma and beta of 'layer_norm' have shape (2,) here, not (1,)",
      "여기서 'layer_norm'의 gamma와 beta는 모양이 (2,)여야 하는데 (1,)입니다"
    ),
    (
      "y = cross_entropy([[[1]]], 1)",
      "'cross_entropy' needs a vector or a matrix of rows, but the shape is (1, 1, 1)",
      "'cross_entropy'에는 벡터나 행렬이 필요하지만 모양이 (1, 1, 1)입니다"
    ),
    (
      "y = sum([1, 2], axis=1)", "'sum' has no axis 1: the shape (2,) has 1 axis",
      "'sum'에 축 1이 없습니다. 모양 (2,)의 축은 1개입니다"
    ),
    (
      "y = sum([1, 2], axis=[0, -1])", "'sum' is given axis -1 twice", "'sum'에 축 -1이 두 번 나옵니다"
    ),
    (
      "y = argmax([[1, 2]], axis=0)[0] + var([1], ddof=1)",
      "'var' of 1 entry takes a ddof from 0 to 0, not 1",
      "원소 1개의 'var'에는 ddof를 0부터 0까지 쓸 수 있습니다. 1은 쓸 수 없습니다"
    ),
    (
      "y = huber([1, 2], 0, delta=-0.5)", "'delta' of 'huber' must be above 0, not -0.5",
      "'huber'의 'delta'는 0보다 커야 하는데 -0.5입니다"
    ),
    (
      "y = reshape([1, 2], [3])", "'reshape' cannot put shape (2,) (2 numbers) into (3,)",
      "'reshape'로 모양 (2,)(수 2개)을 (3,)으로 바꿀 수 없습니다"
    ),
    (
      "x = [1, 2]; y = x[0, 1]", "2 indices for a shape (2,) that has 1 axis",
      "모양 (2,)의 축은 1개인데 인덱스가 2개입니다"
    ),
    (
      "x = [1, 2]; y = x[2]",
      "index 2 is out of range for axis 0 of shape (2,): 0 to 1, or −2 to −1 from the end",
      "인덱스 2는 모양 (2,)의 축 0 범위를 벗어납니다. 0부터 1까지, 뒤에서부터는 −2부터 −1까지입니다"
    ),
    (
      "x = [1, 2]; y = x[0:4]",
      "the slice 0:4 reaches outside axis 0 of shape (2,), which ends at 2, or begins at −2 from "
        + "the end",
      "조각 0:4는 모양 (2,)의 축 0 범위를 벗어납니다. 끝은 2까지, 뒤에서부터는 −2부터입니다"
    ),
    (
      "x = [1, 2]; y = x[::0]",
      "the step of a slice is not 0: 2 takes every second entry, −1 takes them backwards",
      "조각의 간격은 0일 수 없습니다. 2는 하나 걸러 하나씩, −1은 거꾸로 고릅니다"
    ),
    (
      "x = [[1, 2]]; y = permute(x, [0, 0])",
      "'permute' names each of the axes of shape (1, 2) once, such as [1, 0], not [0, 0]",
      "'permute'에는 모양 (1, 2)의 축을 [1, 0]처럼 한 번씩 모두 적습니다. [0, 0]은 맞지 않습니다"
    ),
    (
      "x = [[1, 2]]; y = squeeze(x, 1)",
      "'squeeze' drops axes of one entry, but axis 1 of shape (1, 2) has 2",
      "'squeeze'는 원소가 하나인 축을 없앱니다. 모양 (1, 2)의 축 1은 원소가 2개입니다"
    ),
    (
      "x = [1, 2]; y = broadcast_to(x, [2, 3])",
      "'broadcast_to' cannot repeat shape (2,) to (2, 3): aligned at the last axis, extents agree or "
        + "the operand's is 1",
      "'broadcast_to'로 모양 (2,)를 (2, 3)으로 늘릴 수 없습니다. 마지막 축부터 맞추어 크기가 같거나 "
        + "피연산자의 크기가 1이어야 합니다"
    ),
    (
      "x = [[1, 2]]; y = pad(x, [[1, 1]])",
      "'pad' needs two numbers from 0 on for each of the 2 axes of shape (1, 2), before and behind, "
        + "not [[1, 1]]",
      "'pad'에는 모양 (1, 2)의 축 2개마다 앞뒤에 둘 0의 개수를 두 개씩 줍니다. [[1, 1]]은 맞지 않습니다"
    ),
    (
      "y = [[[1, 2]]] @ [[[1], [2], [3]]]", "shapes (1, 1, 2) and (1, 3, 1) do not fit in '@'",
      "'@'에서 모양 (1, 1, 2)와 (1, 3, 1)이 서로 맞지 않습니다"
    ),
    (
      "y = einsum(\"ij,jk->ik\", [[1, 2]], [[1]])",
      "'j' stands for axes of 2 and of 1 entries; axes of one letter are equally long",
      "'j'가 크기 2인 축과 1인 축에 쓰였습니다. 같은 글자의 축은 크기가 같아야 합니다"
    ),
    (
      "y = einsum(\"ii->i\", [[1]])",
      "'i' stands twice in 'ii'; in 'einsum' each axis has a letter of its own",
      "'ii'에 'i'가 두 번 나옵니다. 'einsum'에서는 축마다 다른 글자를 씁니다"
    ),
    (
      "const ids = [3]; E = [[1], [2]]; y = embedding(E, ids); z = sum(y)",
      "'embedding' asks for row 3, but the rows are 0 to 1",
      "'embedding'에서 찾는 행이 3인데 행은 0부터 1까지입니다"
    ),
    (
      "x = [1, 2]; y = x[1:1]", "the slice takes nothing of axis 0 of shape (2,)",
      "모양 (2,)의 축 0에서 잘라 낸 범위가 비어 있습니다"
    ),
  ])
  func whatDoesNotFitIsToldInTheReadersLanguage(text: String, english: String, korean: String) {
    guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else {
      Issue.record("\(text) is accepted")
      return
    }
    #expect(diagnostics.errors.map(\.message) == [Bilingual(en: english, ko: korean)])
  }
}
