//! The page as one file: style, program and figures inside, nothing fetched, under a policy that runs nothing else.

use crate::domain::Language;
use crate::domain::fingerprint;

use super::contract::{Edition, FiguresFile};
use super::key_figures::{self, escape};

/// The program of `src/web`, as `npm run build` makes it.
const PROGRAM: &str = include_str!("../../web/dist/page.js");
/// Its style.
const STYLE: &str = include_str!("../../web/dist/page.css");

/// The page in the language of the fund's own reports.
///
/// # Errors
/// When the figures cannot be written as JSON.
pub fn html(figures: &FiguresFile) -> serde_json::Result<String> {
    let language = Language::of_code(figures.fund.language).unwrap_or(Language::English);
    let data = json_in_html(&serde_json::to_string(figures)?);
    let robots = match figures.edition {
        Edition::Internal => "<meta name=\"robots\" content=\"noindex\">\n",
        Edition::Public => "",
    };
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n{robots}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<div id=\"page\">\n{key_figures}</div>\n\
         <script type=\"application/json\" id=\"figures\">{data}</script>\n<script>{PROGRAM}</script>\n</body>\n</html>\n",
        tag = language.code(),
        policy = policy(),
        title = escape(&figures.fund.name),
        key_figures = key_figures::html(figures, language),
    ))
}

/// JSON that can stand in a script: nothing in it begins a tag.
fn json_in_html(json: &str) -> String {
    json.replace('<', "\\u003c")
}

/// Nothing runs and nothing is loaded but what is inside.
fn policy() -> String {
    format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; base-uri 'none'; form-action 'none'",
        fingerprint::for_policy(PROGRAM.as_bytes()),
        fingerprint::for_policy(STYLE.as_bytes()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_ends_nothing_early() {
        for inside in [PROGRAM.to_owned(), STYLE.to_owned(), json_in_html("{\"a\":\"</script><!-- <b>\"}")] {
            let lower = inside.to_lowercase();
            for tag in ["</script", "</style", "<!--", "<script"] {
                assert!(!lower.contains(tag), "{tag}");
            }
        }
    }
}
