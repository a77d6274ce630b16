//! The page as one file: style, program and figures inside, nothing fetched, under a policy that runs nothing else.

use serde::Serialize;

use crate::domain::Language;
use crate::domain::fingerprint;

use super::contract::{Edition, FiguresFile};
use super::key_figures::{self, escape};

/// The program of the page in `src/web`, as `npm run build` makes it.
pub const PROGRAM: &str = include_str!("../../web/dist/page.js");
/// Its style.
pub const STYLE: &str = include_str!("../../web/dist/page.css");

/// The page in the language of the fund's own reports.
///
/// # Errors
/// When the figures cannot be written as JSON.
pub fn html(figures: &FiguresFile) -> serde_json::Result<String> {
    let policy = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n", policy());
    let data = data("figures", figures)?;
    Ok(document(figures, &policy, &format!("<style>{STYLE}</style>"), &format!("{data}<script>{PROGRAM}</script>")))
}

/// The same page as a server hands it out, which sets the policy: program and style stand beside it, as `page.js` and
/// `page.css`, and what is around the figures is data of its own.
///
/// # Errors
/// When the figures, or what is around them, cannot be written as JSON.
pub fn live(figures: &FiguresFile, around: &impl Serialize) -> serde_json::Result<String> {
    let data = format!("{}{}", data("figures", figures)?, data("around", around)?);
    let style = "<link rel=\"stylesheet\" href=\"/page.css\">";
    Ok(document(figures, "", style, &format!("{data}<script src=\"/page.js\"></script>")))
}

/// A page with the key figures for readers without script, and with what its program needs.
fn document(figures: &FiguresFile, policy: &str, style: &str, program: &str) -> String {
    let language = Language::of_code(figures.fund.language).unwrap_or(Language::English);
    let robots = match figures.edition {
        Edition::Internal => "<meta name=\"robots\" content=\"noindex\">\n",
        Edition::Public => "",
    };
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\">\n<head>\n<meta charset=\"utf-8\">\n{policy}{robots}\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n{style}\n</head>\n\
         <body>\n<div id=\"page\">\n{key_figures}</div>\n{program}\n</body>\n</html>\n",
        tag = language.code(),
        title = escape(&figures.fund.name),
        key_figures = key_figures::html(figures, language),
    )
}

/// Data of a page, by a name, as its program reads them.
///
/// # Errors
/// When they cannot be written as JSON.
pub fn data(name: &str, data: &impl Serialize) -> serde_json::Result<String> {
    let json = json_in_html(&serde_json::to_string(data)?);
    Ok(format!("<script type=\"application/json\" id=\"{name}\">{json}</script>\n"))
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
