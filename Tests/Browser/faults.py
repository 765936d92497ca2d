"""Pages with one fault each, to see that every check can fail."""

from pathlib import Path

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 sans-serif; margin: 1em; color: #111; background: #fff }
a { color: #0645ad }
.f { display: none }
#s1:checked ~ .f1, #s2:checked ~ .f2 { display: block }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #111 } a { color: #9cf } }
</style>
</head>
<body>
<main>
<h1>A page</h1>
<p><a href="#late">Down</a></p>
<fieldset><legend>Steps</legend>
<input type="radio" name="s" id="s1" checked><label for="s1">One</label>
<input type="radio" name="s" id="s2"><label for="s2">Two</label>
<p class="f f1">first</p><p class="f f2">second</p></fieldset>
%s
<p id="late" tabindex="-1">Late</p>
</main>
</body>
</html>
"""

# name: (what is put in, what is complained about)
FAULTS = {
    "good": ("", ""),
    "error": ("<script>null.x</script>", "error: TypeError"),
    "console": ("<script>console.error('no')</script>", "console error: no"),
    "request": ("<script>navigator.sendBeacon('https://example.org/x')</script>", "example.org"),
    "sideways": ("<p style='width: 1300px'>wide</p>", "scrolls sideways"),
    "phone": ("<p style='width: 380px'>wide</p>", "[dark, 390 px] scrolls sideways"),
    "figure": (
        "<figure><div tabindex='0' role='group' aria-label='f' style='overflow-x: auto'>"
        "<svg width='380' height='20' viewBox='0 0 380 20' role='img' aria-label='wide'>"
        "<path d='M0 0H380'/></svg></div></figure>",
        "[light, 390 px] a figure scrolls, 380 px in",
    ),
    "print": (
        "<svg width='700' height='20' viewBox='0 0 700 20' role='img' aria-label='wide'"
        " style='max-width: 100%'><path d='M0 0H700'/></svg>"
        "<style>@media print { svg { width: 300px } }</style>",
        "shrunk to 0.43 on paper",
    ),
    "contrast": ("<p style='color: #bbb; background: #ccc'>pale</p>", "axe: color-contrast"),
    "math": ("<table><tr><th scope='row'><math><mi>x</mi></math></th><td>1</td></tr></table>", ""),
    "header": ("<table><tr><th scope='row'></th><td>1</td></tr></table>", "empty-table-header"),
    "markup": ("<p><div>block in a paragraph</div></p>", "line "),
    "hidden": (
        "<p><a href='#h'>to nothing</a></p><div hidden><p id='h'>h</p></div>",
        "not shown on arrival: #h",
    ),
    "focus": ("<button style='outline: none'>b</button>", "focus is not visible"),
    "steps": (
        "<p><input type='radio' name='t' id='t1' checked><label for='t1'>One</label>"
        "<input type='radio' name='t' id='t2'><label for='t2'>Two</label></p>",
        "step 2 of t shows nothing new",
    ),
    "search": (
        "<p><label for='query'>Find</label> <input id='query'></p><ul><li>all</li></ul>",
        "searching 'sigmoid' finds",
    ),
    # Once something was painted, it moves.
    "shift": (
        "<p>moves</p><script>requestAnimationFrame(() => requestAnimationFrame(() => "
        "document.querySelector('h1').style.paddingTop = '300px'))</script>",
        "layout shift",
    ),
}


def write_pages(folder):
    """Writes the pages into a folder; returns what to expect: page -> text of its complaints."""
    expected = {}
    for name, (body, complaint) in FAULTS.items():
        (folder / f"{name}.html").write_text(PAGE % body, encoding="utf-8")
        expected[Path(f"{name}.html")] = complaint
    return expected
