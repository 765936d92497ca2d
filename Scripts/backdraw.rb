# The formula for Homebrew. It has not been tried yet: no Mac was at hand. `url`, `tag` and `revision`
# are set for each release, see Documentation/releasing.md.
class Backdraw < Formula
  desc "Draws backpropagation and derives it so that a pencil can check it"
  homepage "https://example.invalid/backdraw"
  url "https://example.invalid/backdraw.git", tag: "v0.1.0", revision: "0" * 40
  license "Apache-2.0"

  depends_on "pkgconf" => :build
  depends_on xcode: ["26.0", :build]
  depends_on "cairo"
  depends_on "cmark"
  depends_on "fontconfig"
  depends_on "giflib"
  depends_on "harfbuzz"
  depends_on "pango"

  uses_from_macos "python" => :build
  uses_from_macos "zlib"

  def install
    system "swift", "build", "--disable-sandbox", "-c", "release", "--product", "backdraw"
    system "Scripts/install", "--prefix", prefix, "--program", ".build/release/backdraw"
  end

  test do
    system bin/"backdraw", "render", "-e", "x = 3; y = x^2", "-o", "a.svg"
    assert_match "<svg", (testpath/"a.svg").read
    assert_match version.to_s, shell_output("#{bin}/backdraw --version")
  end
end
