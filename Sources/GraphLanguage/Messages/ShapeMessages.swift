import Autodiff
import Wording

// Operands that an operation cannot take.

extension ShapeError {
  /// What is wrong and what would fit, in one sentence.
  package var message: Bilingual {
    let name = operation?.name ?? ""
    switch reason {
    case .operandCount(let needed, let found):
      return Bilingual(
        en: "'\(name)' takes \(needed) operands, not \(found)",
        ko: "'\(name)'의 피연산자는 \(needed)개인데 \(found)개가 왔습니다")
    case .noOperands:
      return Bilingual(en: "'\(name)' needs operands", ko: "'\(name)'에는 피연산자가 필요합니다")
    case .mismatch(let a, let b):
      return Bilingual(
        en: "shapes \(a) and \(b) do not fit in '\(sign)'",
        ko: "'\(sign)'에서 모양 \("\(a)".with(.and)) \("\(b)".with(.subject)) 서로 맞지 않습니다")
    case .rank(let shape, _) where operation == .transpose:
      return Bilingual(
        en:
          "'transpose' needs at most 2 axes, but the shape is \(shape); to exchange axes of more, "
          + "write permute(x, \(exchanged(shape.rank)))",
        ko: "'transpose'에는 축이 2개 이하인 텐서가 필요하지만 모양이 \(shape)입니다. 축이 더 많으면 "
          + "permute(x, \(exchanged(shape.rank)))처럼 쓰십시오")
    case .rank(let shape, let needed):
      return Bilingual(
        en: "'\(name)' needs \(needed.words.english), but the shape is \(shape)",
        ko: "'\(name)'에는 \(needed.words.korean) 필요하지만 모양이 \(shape)입니다")
    case .axis(let axis, let shape):
      return Bilingual(
        en: "'\(name)' has no axis \(axis): the shape \(shape) has \(axes(shape.rank))",
        ko: "'\(name)'에 축 \("\(axis)".with(.subject)) 없습니다. 모양 \(shape)의 축은 \(shape.rank)개입니다")
    case .axisTwice(let axis):
      return Bilingual(
        en: "'\(name)' is given axis \(axis) twice",
        ko: "'\(name)'에 축 \("\(axis)".with(.subject)) 두 번 나옵니다")
    case .oneAxis(let count):
      return Bilingual(
        en: "'\(name)' runs along one axis or over all entries, not along \(count) axes",
        ko: "'\(name)'은 축 하나나 원소 전체에서 찾습니다. 축 \(count)개로는 찾을 수 없습니다")
    case .freedom(let taken, let count):
      return Bilingual(
        en: "'\(name)' of \(count) \(count == 1 ? "entry" : "entries") takes a ddof from 0 to "
          + "\(count - 1), not \(taken)",
        ko: "원소 \(count)개의 '\(name)'에는 ddof를 0부터 \(count - 1)까지 쓸 수 있습니다. "
          + "\("\(taken)".with(.topic)) 쓸 수 없습니다")
    case .notPositive(let attribute, let number):
      return Bilingual(
        en: "'\(attribute.name)' of '\(name)' must be above 0, not \(digits(number))",
        ko: "'\(name)'의 '\(attribute.name)'는 0보다 커야 하는데 \(digits(number))입니다")
    case .dropRate(let p):
      return Bilingual(
        en:
          "'p' of '\(name)' is the share of entries that are dropped, from 0 up to and without 1, "
          + "not \(digits(p))",
        ko: "'\(name)'의 'p'는 끄는 원소의 비율로 0 이상 1 미만이어야 하는데 \(digits(p))입니다")
    case .notVectors(let a, let b):
      return Bilingual(
        en: "'\(name)' takes two vectors, not shapes \(a) and \(b); matrices multiply with '@'",
        ko: "'\(name)'은 벡터 두 개를 받습니다. 모양이 \("\(a)".with(.and)) \(b)입니다. 행렬의 곱은 '@'로 씁니다")
    case .notMatrices(let a, let b):
      return Bilingual(
        en:
          "'\(sign)' takes vectors and matrices, not shapes \(a) and \(b); numbers multiply with '*'",
        ko: "'\(sign)'는 벡터와 행렬에만 씁니다. 모양이 \("\(a)".with(.and)) \(b)입니다. 수의 곱은 '*'로 씁니다")
    case .notAffine(let x, let w, let b):
      return Bilingual(
        en: "'\(name)' takes a vector or matrix x, a matrix W and a vector b, "
          + "not shapes \(x), \(w) and \(b)",
        ko: "'\(name)'은 벡터나 행렬 x, 행렬 W, 벡터 b를 받습니다. 모양이 \(x), \(w), \(b)입니다")
    case .notImages(let shape):
      return Bilingual(
        en: "'\(name)' takes images of shape (C, H, W) or (N, C, H, W): channels, rows, columns; "
          + "the shape is \(shape)",
        ko: "'\(name)'에는 모양이 (C, H, W)나 (N, C, H, W)인 이미지(채널, 행, 열)가 필요하지만 모양이 \(shape)입니다")
    case .notFilters(let filters, let images):
      let channels = images.extents[images.rank - 3]
      return Bilingual(
        en: "'\(name)' takes filters of shape (F, C, KH, KW) with the images' \(channels) "
          + "\(channels == 1 ? "channel" : "channels"), not \(filters)",
        ko: "'\(name)'의 필터는 모양이 (F, C, KH, KW)이고 C는 이미지의 채널 수 \(channels)입니다. "
          + "모양이 \(filters)입니다")
    case .windowTooLarge(let window, let shape):
      return Bilingual(
        en:
          "a window of shape \(window) does not fit into images of shape \(shape) with this padding",
        ko: "모양 \(window)인 창이 모양 \(shape)인 이미지(패딩 포함)보다 큽니다")
    case .paddingTooLarge(let padding, let window):
      return Bilingual(
        en: "'\(name)' with a window of \(window) takes a padding of at most \(window / 2), not "
          + "\(padding): a window must hold an entry",
        ko: "창이 \(window)인 '\(name)'의 패딩은 \(window / 2) 이하여야 합니다. \(padding)이면 빈 창이 생깁니다")
    case .tooSmall(let attribute, let number, let least):
      return Bilingual(
        en: "'\(attribute.name)' of '\(name)' is at least \(least), not \(number)",
        ko: "'\(name)'의 '\(attribute.name)' 값은 \(least) 이상이어야 하는데 \(number)입니다")
    case .notScales(let found, let needed):
      return Bilingual(
        en: "gamma and beta of '\(name)' have shape \(needed) here, not \(found)",
        ko: "여기서 '\(name)'의 gamma와 beta는 모양이 \(needed)여야 하는데 \(found)입니다")
    case .notSequences(let q, let k, let v):
      return Bilingual(
        en: "'\(name)' takes q (…, T, d), k (…, S, d) and v (…, S, e) with the same axes before "
          + "them, not shapes \(q), \(k) and \(v)",
        ko: "'\(name)'에는 q (…, T, d), k (…, S, d), v (…, S, e)를 씁니다. 앞쪽 축은 같아야 합니다. "
          + "모양이 \(q), \(k), \(v)입니다")
    case .extents(let shape, let asked):
      return Bilingual(
        en: "'\(name)' cannot put shape \(shape) (\(shape.count) numbers) into \(asked)",
        ko: "'\(name)'로 모양 \(shape)(수 \(shape.count)개)을 \("\(asked)".with(.by)) 바꿀 수 없습니다")
    case .indexCount(let count, let shape):
      return Bilingual(
        en: "\(indices(count)) for a shape \(shape) that has \(axes(shape.rank))",
        ko: "모양 \(shape)의 축은 \(shape.rank)개인데 인덱스가 \(count)개입니다")
    case .index(let index, let axis, let shape):
      let extent = shape.extents[axis]
      return Bilingual(
        en: "index \(index) is out of range for axis \(axis) of shape \(shape): "
          + "0 to \(extent - 1), or −\(extent) to −1 from the end",
        ko: "인덱스 \("\(index)".with(.topic)) 모양 \(shape)의 축 \(axis) 범위를 벗어납니다. "
          + "0부터 \(extent - 1)까지, 뒤에서부터는 −\(extent)부터 −1까지입니다")
    case .slice(let from, let to, let axis, let shape):
      let extent = shape.extents[axis]
      let slice = "\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")"
      return Bilingual(
        en: "the slice \(slice) reaches outside axis \(axis) of shape \(shape), which ends at "
          + "\(extent), or begins at −\(extent) from the end",
        ko: "조각 \(slice.with(.topic)) 모양 \(shape)의 축 \(axis) 범위를 벗어납니다. "
          + "끝은 \(extent)까지, 뒤에서부터는 −\(extent)부터입니다")
    case .emptySlice(let axis, let shape):
      return Bilingual(
        en: "the slice takes nothing of axis \(axis) of shape \(shape)",
        ko: "모양 \(shape)의 축 \(axis)에서 잘라 낸 범위가 비어 있습니다")
    case .zeroStep:
      return Bilingual(
        en: "the step of a slice is not 0: 2 takes every second entry, −1 takes them backwards",
        ko: "조각의 간격은 0일 수 없습니다. 2는 하나 걸러 하나씩, −1은 거꾸로 고릅니다")
    case .lists(let first, let second):
      return Bilingual(
        en: "lists of \(first) and \(second) indices cannot take entries together; give them one "
          + "length, or take one after the other: x[[0, 1]][:, [2]]",
        ko: "인덱스 \(first)개와 \(second)개의 목록으로 함께 고를 수 없습니다. 길이를 맞추거나 "
          + "x[[0, 1]][:, [2]]처럼 차례로 고르십시오")
    case .ambiguousLists:
      return Bilingual(
        en: "a slice stands between a list of indices and a number, which NumPy and PyTorch "
          + "understand differently; take one after the other: x[0][:, [1, 2]]",
        ko: "인덱스 목록과 수 사이에 구간이 있으면 NumPy와 PyTorch가 다르게 이해합니다. "
          + "x[0][:, [1, 2]]처럼 차례로 고르십시오")
    case .permutation(let axes, let shape):
      return Bilingual(
        en: "'\(name)' names each of the \(axes.count == shape.rank ? "" : "\(shape.rank) ")axes "
          + "of shape \(shape) once, such as \(example(shape.rank)), not \(axes)",
        ko: "'\(name)'에는 모양 \(shape)의 축을 \(example(shape.rank))처럼 한 번씩 모두 적습니다. "
          + "\(axes)\(Particle.topic.after("\(axes)")) 맞지 않습니다")
    case .notOne(let axis, let shape):
      return Bilingual(
        en: "'\(name)' drops axes of one entry, but axis \(axis) of shape \(shape) has "
          + "\(shape.extents[axis])",
        ko: "'\(name)'\(Particle.topic.after(name)) 원소가 하나인 축을 없앱니다. 모양 \(shape)의 축 "
          + "\("\(axis)".with(.topic)) 원소가 \(shape.extents[axis])개입니다")
    case .broadcast(let shape, let asked):
      return Bilingual(
        en: "'\(name)' cannot repeat shape \(shape) to \(asked): aligned at the last axis, extents "
          + "agree or the operand's is 1",
        ko: "'\(name)'로 모양 \("\(shape)".with(.object)) \("\(asked)".with(.by)) 늘릴 수 없습니다. "
          + "마지막 축부터 맞추어 크기가 같거나 피연산자의 크기가 1이어야 합니다")
    case .padding(let padding, let shape):
      return Bilingual(
        en: "'\(name)' needs two numbers from 0 on for each of the \(axes(shape.rank)) of shape "
          + "\(shape), before and behind, not \(padding)",
        ko: "'\(name)'에는 모양 \(shape)의 축 \(shape.rank)개마다 앞뒤에 둘 0의 개수를 두 개씩 줍니다. "
          + "\(padding)\(Particle.topic.after("\(padding)")) 맞지 않습니다")
    case .einsum(let fault): return fault.message
    case .empty(let shape):
      return Bilingual(
        en: "'\(name)' needs at least one entry, but the shape is \(shape)",
        ko: "'\(name)'에는 원소가 하나 이상 필요하지만 모양이 \(shape)입니다")
    case .tooLarge(let shape):
      return Bilingual(
        en: "with a result of shape \(shape) the tape would hold more than 2³¹ numbers",
        ko: "모양 \(shape)인 결과까지 더하면 테이프의 수가 2³¹개를 넘습니다")
    case .noClasses(let count):
      return Bilingual(
        en: "\(count) classes are too few; there must be at least one",
        ko: "클래스가 \(count)개입니다. 하나 이상이어야 합니다")
    case .differentTapes:
      return Bilingual(
        en: "the operands belong to different tapes; record them on one",
        ko: "피연산자가 서로 다른 테이프에 있습니다. 한 테이프에 기록하십시오")
    case .traceOfAnotherTape:
      return Bilingual(
        en: "the trace was made from another tape; give one of this tape",
        ko: "다른 테이프에서 만든 트레이스입니다. 이 테이프의 트레이스를 주십시오")
    case .upstreamIsMissing(let shape):
      return Bilingual(
        en: "a backward pass begins at a single number, but the shape is \(shape); "
          + "take its sum or mean, or give the upstream gradient",
        ko: "역전파는 수 하나에서 시작하는데 모양이 \(shape)입니다. 합이나 평균을 취하거나 상류 기울기를 주십시오")
    case .upstream(let upstream, let output):
      return Bilingual(
        en: "the upstream gradient has shape \(upstream), but the output has \(output)",
        ko: "상류 기울기의 모양은 \(upstream)인데 출력의 모양은 \(output)입니다")
    case .assigningToResult:
      return Bilingual(
        en: "the value of an operation's result follows from its operands; assign to those",
        ko: "연산 결과의 값은 피연산자에서 정해집니다. 피연산자에 값을 주십시오")
    case .assigning(let new, let old):
      return Bilingual(
        en: "a variable of shape \(old) cannot take a value of shape \(new)",
        ko: "모양 \(old)인 변수에 모양 \(new)인 값을 줄 수 없습니다")
    case .ragged(let row, let count, let expected):
      return Bilingual(
        en: "row \(row) has \(count) entries, but the rows before it have \(expected)",
        ko: "행 \(row)의 원소는 \(count)개인데 앞 행의 원소는 \(expected)개입니다")
    case .entries(let count, let shape):
      return Bilingual(
        en: "shape \(shape) cannot be filled with \(count) entries",
        ko: "모양 \("\(shape)".with(.object)) 원소 \(count)개로 채울 수 없습니다")
    }
  }

  /// The sign that stands between the operands, or the operation's name.
  private var sign: String {
    if case .sign(let sign)? = operation?.form { sign } else { operation?.name ?? "" }
  }

  /// A number as the graph language writes it.
  private func digits(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// The axes of a shape with the last two exchanged.
  private func exchanged(_ rank: Int) -> String {
    "\(Array(0..<(rank - 2)) + [rank - 1, rank - 2])"
  }

  /// The axes of a shape in reverse order, to show how an order is written.
  private func example(_ rank: Int) -> String { "\(Array((0..<rank).reversed()))" }

  /// A number of axes in English.
  private func axes(_ count: Int) -> String { "\(count) \(count == 1 ? "axis" : "axes")" }

  /// A number of indices in English.
  private func indices(_ count: Int) -> String { "\(count) \(count == 1 ? "index" : "indices")" }
}

extension ShapeError.Rank {
  /// What is needed; in Korean with its particle.
  fileprivate var words: Bilingual {
    switch self {
    case .atMost(let count): Bilingual(en: "at most \(count) axes", ko: "축이 \(count)개 이하인 텐서가")
    case .atLeast(1): Bilingual(en: "at least one axis", ko: "축이 하나 이상")
    case .atLeast(let count): Bilingual(en: "at least \(count) axes", ko: "축이 \(count)개 이상")
    case .vectorOrMore: Bilingual(en: "a vector or more", ko: "벡터 이상의 텐서가")
    case .vectorOrMatrix: Bilingual(en: "a vector or a matrix of rows", ko: "벡터나 행렬이")
    }
  }
}

extension ShapeError.EinsumFault {
  /// What is wrong and what would fit, in one sentence.
  fileprivate var message: Bilingual {
    switch self {
    case .notLetter(let character):
      Bilingual(
        en: "'einsum' has a letter from a to z for each axis, as in \"ij,jk->ik\", not "
          + "'\(character)'",
        ko: "'einsum'에는 \"ij,jk->ik\"처럼 축마다 a부터 z까지의 글자를 씁니다. '\(character)'"
          + "\(Particle.topic.after(String(character))) 쓸 수 없습니다")
    case .ellipsis:
      Bilingual(
        en: "'einsum' takes no '...': give each axis a letter, as in \"bij,bjk->bik\"",
        ko: "'einsum'에는 '...'를 쓸 수 없습니다. \"bij,bjk->bik\"처럼 축마다 글자를 쓰십시오")
    case .twice(let letter, let letters):
      Bilingual(
        en:
          "'\(letter)' stands twice in '\(letters)'; in 'einsum' each axis has a letter of its own",
        ko: "'\(letters)'에 '\(letter)'\(Particle.subject.after(String(letter))) 두 번 나옵니다. "
          + "'einsum'에서는 축마다 다른 글자를 씁니다")
    case .operands(let letters, let found):
      Bilingual(
        en:
          "'einsum' has letters for \(letters) operands, but \(found) are given; commas part them",
        ko: "'einsum'의 첨자는 피연산자 \(letters)개의 것인데 \(found)개가 왔습니다. 첨자는 쉼표로 나눕니다")
    case .rank(let letters, let shape):
      Bilingual(
        en: "'\(letters)' are \(letters.count) letters for shape \(shape), which has "
          + "\(shape.rank) \(shape.rank == 1 ? "axis" : "axes")",
        ko: "모양 \(shape)의 축은 \(shape.rank)개인데 첨자 '\(letters)'\(Particle.topic.after(letters)) "
          + "\(letters.count)글자입니다")
    case .extents(let letter, let first, let second):
      Bilingual(
        en: "'\(letter)' stands for axes of \(first) and of \(second) entries; axes of one letter "
          + "are equally long",
        ko: "'\(letter)'\(Particle.subject.after(String(letter))) 크기 \(first)인 축과 \(second)인 축에 "
          + "쓰였습니다. 같은 글자의 축은 크기가 같아야 합니다")
    case .unknown(let letter):
      Bilingual(
        en: "the result has the letter '\(letter)', which no operand has",
        ko: "결과의 글자 '\(letter)'\(Particle.subject.after(String(letter))) 어느 피연산자에도 없습니다")
    case .tooMany:
      Bilingual(
        en: "'einsum' would add up more than 2³⁴ products here; multiply two operands at a time",
        ko: "여기서 'einsum'이 더할 곱이 2³⁴개를 넘습니다. 피연산자를 둘씩 곱하십시오")
    }
  }
}
