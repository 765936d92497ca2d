"""What the package says, in the language of who reads it, as the program does.

English stands where it is said, as a template of named parts; here is the Korean of each.
"""

from __future__ import annotations

import os

#: The Korean of each English template, with the same parts.
KOREAN: dict[str, str] = {
    # What cannot be captured, for lack of a counterpart.
    "1 operation has no counterpart in the graph language:": (
        "그래프 언어에 대응하는 것이 없는 연산이 1개 있습니다:"
    ),
    "{count} operations have no counterpart in the graph language:": (
        "그래프 언어에 대응하는 것이 없는 연산이 {count}개 있습니다:"
    ),
    "there is no counterpart": "대응하는 것이 없습니다",
    "complex numbers have no counterpart": "복소수에는 대응하는 것이 없습니다",
    "complex numbers have no counterpart in the graph language": (
        "그래프 언어에는 복소수에 대응하는 것이 없습니다"
    ),
    "numbers of the type {kind} have no counterpart": (
        "{kind} 자료형의 수에는 대응하는 것이 없습니다"
    ),
    "is none of micrograd's operations": "micrograd의 연산이 아닙니다",
    "the operands do not give the result": "피연산자로는 그 결과가 나오지 않습니다",
    "its result has no gradient": "결과에 기울기가 없습니다",
    "numbers are rounded to whole ones": "수를 정수로 반올림합니다",
    "NaN cannot be written": "NaN은 적을 수 없습니다",
    "an index that has a gradient": "기울기가 흐르는 인덱스입니다",
    "an index out of range": "범위를 벗어난 인덱스입니다",
    "a slice takes nothing": "아무것도 고르지 않는 슬라이스입니다",
    "lists of indices with a slice between them": "인덱스 목록 사이에 슬라이스가 있습니다",
    "a choice between more than two": "셋 이상 가운데 고르는 연산입니다",
    "clamp takes bounds that are numbers": "clamp의 경계는 수여야 합니다",
    "only zeros are padded with": "패딩은 0으로만 채울 수 있습니다",
    "padding with anything but a constant": "상수가 아닌 것으로 채우는 패딩입니다",
    "padding of the kind {kind}": "{kind} 방식의 패딩입니다",
    "cumsum from behind has no counterpart": "뒤에서부터 더하는 cumsum에는 대응하는 것이 없습니다",
    "roll over all entries at once": "모든 원소를 한꺼번에 돌리는 roll입니다",
    "einsum with dots has no counterpart": "줄임표가 있는 einsum에는 대응하는 것이 없습니다",
    "an inner product of vectors only": "내적은 벡터끼리만 됩니다",
    "a bilinear layer of matrices only": "쌍선형 층은 행렬만 됩니다",
    "only the Euclidean norm, and the sum of absolute values": (
        "노름은 유클리드 노름과 절댓값의 합만 됩니다"
    ),
    "a division that rounds has no counterpart": "반올림하는 나눗셈에는 대응하는 것이 없습니다",
    "elu with an input scale has no counterpart": "입력 배율이 있는 elu에는 대응하는 것이 없습니다",
    "x log y where x or y is 0": "x나 y가 0인 x log y입니다",
    # Convolutions and pooling.
    "a transposed convolution whose padding follows from its output": (
        "출력 크기에서 패딩을 정하는 전치 합성곱입니다"
    ),
    "a convolution by groups of the batch has no counterpart": (
        "배치를 그룹으로 나누는 합성곱에는 대응하는 것이 없습니다"
    ),
    "a convolution over one axis or two only": "합성곱은 한 축이나 두 축만 됩니다",
    "a convolution over two axes only": "합성곱은 두 축만 됩니다",
    "the language pools with square windows and equal strides": (
        "그래프 언어의 풀링은 창이 정사각형이고 두 축의 보폭이 같아야 합니다"
    ),
    "pooling over two axes of four only": "풀링은 네 축 가운데 두 축만 됩니다",
    "pooling with unequal padding": "양쪽 패딩이 다른 풀링입니다",
    "pooling over two axes without ceil_mode and dilation only": (
        "풀링은 ceil_mode와 팽창 없이 두 축만 됩니다"
    ),
    "pooling with ceil_mode or dilation has no counterpart": (
        "ceil_mode나 팽창이 있는 풀링에는 대응하는 것이 없습니다"
    ),
    "pooling that does not count its padding": "패딩을 세지 않는 풀링입니다",
    "pooling with ceil_mode, a divisor or uncounted padding": (
        "ceil_mode나 나누는 수가 있거나 패딩을 세지 않는 풀링입니다"
    ),
    "adaptive pooling with windows of unequal size": "창의 크기가 서로 다른 적응형 풀링입니다",
    "pooling along one axis with windows that meet edge to edge only": (
        "한 축의 풀링은 창이 빈틈없이 이어질 때만 됩니다"
    ),
    # Normalization, dropout, attention.
    "a normalization with beta and without gamma has no counterpart": (
        "gamma 없이 beta만 있는 정규화에는 대응하는 것이 없습니다"
    ),
    "batch normalization in training: export the model for inference": (
        "학습 상태의 배치 정규화입니다. 추론용으로 내보내십시오"
    ),
    "layer normalization over the last axis only": "층 정규화는 마지막 축만 됩니다",
    "rms_norm over the last axis only": "rms_norm은 마지막 축만 됩니다",
    "instance_norm by running statistics": "이동 통계를 쓰는 instance_norm입니다",
    "dropout in training draws at random: export the model for inference": (
        "학습 상태의 드롭아웃은 무작위로 뽑습니다. 추론용으로 내보내십시오"
    ),
    "dropout between layers: call model.eval()": (
        "층 사이의 드롭아웃입니다. model.eval()을 부르십시오"
    ),
    "dropout of a zero cannot be followed: call model.eval()": (
        "값이 0인 곳의 드롭아웃은 알아낼 수 없습니다. model.eval()을 부르십시오"
    ),
    "attention with dropout: call model.eval()": (
        "드롭아웃이 있는 어텐션입니다. model.eval()을 부르십시오"
    ),
    "heads that share keys have no counterpart": "키를 나눠 쓰는 헤드에는 대응하는 것이 없습니다",
    "causal attention with a scale of its own has no counterpart": (
        "배율을 따로 준 인과 어텐션에는 대응하는 것이 없습니다"
    ),
    "an embedding whose gradient is scaled or sparse": (
        "기울기를 배율로 조정하거나 희소하게 두는 임베딩입니다"
    ),
    "the row at padding_idx gets no gradient, which has no counterpart": (
        "padding_idx 행에는 기울기가 흐르지 않는데, 이에 대응하는 것이 없습니다"
    ),
    "cosine_similarity of two shapes": "모양이 서로 다른 텐서의 cosine_similarity입니다",
    "cosine_similarity of a vector of zeros": "영벡터의 cosine_similarity입니다",
    # Losses.
    "a cross entropy of a matrix, without weights, with its mean or sum": (
        "교차 엔트로피는 행렬에서 가중치 없이 평균이나 합으로만 됩니다"
    ),
    "{function} with reduction='none': take its mean or its sum": (
        "{function}에 reduction='none'이 있습니다. 평균이나 합을 쓰십시오"
    ),
    "mse_loss of two shapes": "모양이 서로 다른 텐서의 mse_loss입니다",
    "smooth_l1_loss with beta=0 or reduction='none'": (
        "beta=0이나 reduction='none'인 smooth_l1_loss입니다"
    ),
    "binary_cross_entropy with weights": "가중치가 있는 binary_cross_entropy입니다",
    "binary_cross_entropy_with_logits with weights": (
        "가중치가 있는 binary_cross_entropy_with_logits입니다"
    ),
    "cross_entropy with label_smoothing, or reduction='none'": (
        "label_smoothing이나 reduction='none'이 있는 cross_entropy입니다"
    ),
    "nll_loss with reduction='none'": "reduction='none'인 nll_loss입니다",
    # What is captured.
    "the result depends on nothing that has a gradient": (
        "결과가 기울기를 갖는 어떤 것에도 의존하지 않습니다"
    ),
    "the output depends on no parameter and no input": (
        "출력이 어떤 매개변수에도 입력에도 의존하지 않습니다"
    ),
    "the function returns several arrays: return the one to go back from": (
        "함수가 배열을 여러 개 돌려줍니다. 역전파를 시작할 하나만 돌려주십시오"
    ),
    "the model returns {count} tensors: give loss=, a function of them that returns the one where "
    "the backward pass begins": (
        "모델이 텐서를 {count}개 돌려줍니다. 그것들을 받아 역전파를 시작할 하나를 돌려주는 함수를 "
        "loss=로 주십시오"
    ),
    "the program has no example inputs: give them": (
        "프로그램에 예로 쓴 입력이 없습니다. 입력을 주십시오"
    ),
    "names has {named} names, and there are {inputs} inputs": (
        "names의 이름은 {named}개인데 입력은 {inputs}개입니다"
    ),
    "torch.export cannot read the model: {first}; a graph has no branches that depend on numbers: "
    "take them out, or capture a part": (
        "torch.export가 모델을 읽지 못합니다: {first}. 그래프에는 수에 따라 갈리는 분기가 없으니 분기를 "
        "빼거나 일부만 가져오십시오"
    ),
    "{target} is no tensor ({kind})": "{target}: 텐서가 아닙니다({kind})",
    "the tensor {name} has no numbers, which a graph cannot hold": (
        "{name} 텐서에 수가 없어 그래프에 담을 수 없습니다"
    ),
    "the tensor {name} has NaN in it, which a graph cannot hold": (
        "{name} 텐서에 NaN이 있어 그래프에 담을 수 없습니다"
    ),
    # Files.
    "backdraw.{name} needs {library}, which is not installed: pip install {library}": (
        "backdraw.{name}에 필요한 {library} 패키지가 없습니다: pip install {library}"
    ),
    "torch is not installed, which .pt2 needs: pip install torch": (
        ".pt2를 읽는 데 필요한 torch가 없습니다: pip install torch"
    ),
    "this is no program that torch.export.save wrote": (
        "torch.export.save로 쓴 프로그램이 아닙니다"
    ),
    "only .onnx and .pt2 are read": ".onnx와 .pt2만 읽습니다",
    "{path}: there is no such file": "{path}: 그런 파일이 없습니다",
    "{path}: cannot be read: {reason}": "{path}: 읽을 수 없습니다: {reason}",
    "{path}: cannot be written: {reason}": "{path}: 쓸 수 없습니다: {reason}",
    "{path}: a graph's file ends in .graph": "{path}: 그래프 파일의 끝 이름은 .graph입니다",
    "{path}: this is no ONNX model": "{path}: ONNX 모델이 아닙니다",
    "{path}: operators of version {version}, and {oldest} is the oldest that is known: convert it "
    "with onnx.version_converter": (
        "{path}: 연산자 버전이 {version}인데 {oldest}부터 읽습니다. onnx.version_converter로 "
        "바꾸십시오"
    ),
    "{path}: functions of its own have no counterpart: inline them first": (
        "{path}: 모델 안에서 정의한 함수에는 대응하는 것이 없습니다. 먼저 풀어 넣으십시오"
    ),
    "{path}: the tensor {name} stands in another file: save the model as one": (
        "{path}: {name} 텐서가 다른 파일에 있습니다. 모델을 한 파일로 저장하십시오"
    ),
    "{path}: the tensor {name} has a negative extent": (
        "{path}: {name} 텐서에 음수인 크기가 있습니다"
    ),
    "{path}: more than {most:,} numbers, too many for a graph": (
        "{path}: 수가 {most:,}개를 넘어 그래프에 담을 수 없습니다"
    ),
    "the tensor {name} cannot be read: {reason}": "{name} 텐서를 읽을 수 없습니다: {reason}",
    "the model has the outputs {names}: name one as output=": (
        "모델의 출력은 {names}입니다. output=으로 하나를 고르십시오"
    ),
    "the model has no output '{name}': it has {names}": (
        "모델에 '{name}' 출력이 없습니다. 출력은 {names}입니다"
    ),
    "the model has no input '{name}': its inputs are {names}": (
        "모델에 '{name}' 입력이 없습니다. 입력은 {names}입니다"
    ),
    "the input '{name}' has the shape {shape}, and {given} is given": (
        "'{name}' 입력의 모양은 {shape}인데 {given}을 주었습니다"
    ),
    "the input '{name}' has no fixed shape: give inputs={{'{name}': …}}": (
        "'{name}' 입력의 모양이 정해져 있지 않습니다. inputs={{'{name}': …}}로 주십시오"
    ),
    "the input '{name}' has too many numbers for a graph": (
        "'{name}' 입력의 수가 너무 많아 그래프에 담을 수 없습니다"
    ),
    "{operation}: {name} is computed nowhere before it": (
        "{operation}: 앞에서 계산한 적이 없는 {name} 값을 씁니다"
    ),
    # The program, and whether it agrees.
    "BACKDRAW names {told}, which is no program: set it to `backdraw`": (
        "BACKDRAW에 적힌 {told} 경로는 프로그램이 아닙니다. `backdraw`의 경로를 적으십시오"
    ),
    "the program `backdraw` is not found: build it (swift build -c release --product backdraw), and "
    "put it on the PATH or name it in the environment variable BACKDRAW": (
        "`backdraw` 프로그램을 찾을 수 없습니다. swift build -c release --product backdraw로 만들어 "
        "PATH에 두거나 환경 변수 BACKDRAW에 경로를 적으십시오"
    ),
    "backdraw {command} ended with status {status}": (
        "backdraw {command} 명령이 상태 {status}로 끝났습니다"
    ),
    "the value of '{output}' is {found} and should be {value}: off by {off:.1e} of its size, more "
    "than {allowed:.0e}": (
        "'{output}' 값이 {value}이어야 하는데 {found}입니다. 크기의 {off:.1e}만큼 달라 허용하는 "
        "{allowed:.0e}을 넘습니다"
    ),
    "the gradient of '{worst}' is off by {farthest:.1e} of its size, more than {allowed:.0e}: the "
    "graph does not compute what the model does; report this, and verify=False gives the graph "
    "nevertheless": (
        "'{worst}' 기울기가 크기의 {farthest:.1e}만큼 달라 허용하는 {allowed:.0e}을 넘습니다. 그래프가 "
        "모델과 다른 것을 계산하니 알려 주십시오. verify=False로 그래프를 볼 수는 있습니다"
    ),
}


def is_korean() -> bool:
    """Whether the reader's language is Korean: by the first variable that is set to anything."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if told := os.environ.get(name):
            return told.lower().split(".")[0].replace("-", "_").split("_")[0] == "ko"
    return False


def say(template: str, **parts: object) -> str:
    """A template with its parts, in the reader's language; other text without parts is as it is."""
    if is_korean():
        template = KOREAN.get(template, template)
    return template.format(**parts) if parts else template
