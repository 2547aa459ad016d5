//! Text out of HTML: tags go, entities become what they stand for.

use std::borrow::Cow;

/// How often text is cleaned again: lists pass through several programs, and
/// each of them may have escaped what it got.
const ROUNDS: usize = 4;

/// `text` without HTML. A line break or the end of a block starts a new line.
pub fn plain(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        if !text.contains(['<', '&']) {
            break;
        }
        let next = html_escape::decode_html_entities(&untagged(&text)).into_owned();
        if next == *text {
            break;
        }
        text = Cow::Owned(next);
    }
    text
}

/// Without tags, comments, scripts and style sheets. A `<` that opens no tag stays: `< 30 days`, `<3`.
fn untagged(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        rest = match tag(after) {
            Some((tag, behind)) => {
                if breaks_line(tag) {
                    kept.push('\n');
                }
                past_hidden(tag, behind)
            }
            None => {
                kept.push('<');
                after
            }
        };
    }
    kept.push_str(rest);
    kept
}

/// The tag at the start of `text`, which follows a `<`, and what stands behind it.
fn tag(text: &str) -> Option<(&str, &str)> {
    if let Some(comment) = text.strip_prefix("!--") {
        // One that is never closed hides the rest, as in a browser.
        return Some(comment.split_once("-->").unwrap_or((comment, "")));
    }
    let name = text.strip_prefix(['/', '!', '?']).unwrap_or(text);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // A tag is short; a lone `<` must not make us search the rest of a long text again and again.
    let end = text.char_indices().take(2000).find(|(_, c)| matches!(c, '>' | '<'))?;
    (end.1 == '>').then(|| (&text[..end.0], &text[end.0 + 1..]))
}

fn name(tag: &str) -> String {
    let name = tag.trim_start_matches('/');
    name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

fn breaks_line(tag: &str) -> bool {
    let closing = tag.starts_with('/');
    match name(tag).as_str() {
        "br" | "hr" => true,
        "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "ul" | "ol" | "table" => closing,
        _ => false,
    }
}

/// What stands behind the content of a script or style sheet.
fn past_hidden<'a>(tag: &str, behind: &'a str) -> &'a str {
    let name = name(tag);
    if tag.starts_with('/') || !matches!(name.as_str(), "script" | "style") {
        return behind;
    }
    let closes = |at: usize| behind[at + 2..].get(..name.len()).is_some_and(|end| end.eq_ignore_ascii_case(&name));
    let end = behind.match_indices("</").map(|(at, _)| at).find(|at| closes(*at));
    &behind[end.unwrap_or(behind.len())..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_entities_become_signs() {
        assert_eq!(plain("<b>Peace</b> &amp; Hope &#8211; 50&cent;"), "Peace & Hope – 50¢");
        assert_eq!(plain("Men&#039;s &lt;b&gt;only&lt;/b&gt;"), "Men's only");
        assert_eq!(plain("Tom &amp;amp; Ann"), "Tom & Ann");
        assert_eq!(plain("one<br/>two<p class='x'>three</p>four"), "one\ntwothree\nfour");
    }

    #[test]
    fn what_is_no_tag_stays() {
        for text in ["under < 30 days", "I <3 this", "a & b", "<", "a<b", "R&D; x", "5 > 3"] {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn scripts_go_with_their_content() {
        assert_eq!(plain("a<script>alert('x')</script>b"), "ab");
        assert_eq!(plain("a<STYLE>p{}</style >b<!-- c -->d<script>e"), "abd");
        assert_eq!(plain("&lt;script&gt;x()&lt;/script&gt;y"), "y");
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "measures how long cleaning takes")]
    fn hostile_text_takes_no_long_time() {
        let started = std::time::Instant::now();
        for piece in
            ["<", "<a", "&", "&amp;", "<script>", "<script></script>", "<script></", "<!--", "<!---->", "&lt;", "</"]
        {
            plain(&piece.repeat(100_000));
        }
        assert!(started.elapsed() < std::time::Duration::from_secs(10), "{:?}", started.elapsed());
    }
}
