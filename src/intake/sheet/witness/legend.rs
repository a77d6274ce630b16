//! Legends: what colours and other marks of rows mean.
//!
//! What comes in: texts around a table. What leaves: whether one says of rows, by how they look, that they do not count or not yet.
//! What it does not know: how rows look.

use super::words::{says_state, words};
use crate::domain::text::comparable;

/// Beginnings of words for colours and marks, in their comparable form.
const MARKS: [&str; 62] = [
    "red",
    "yellow",
    "green",
    "blue",
    "orange",
    "grey",
    "gray",
    "grayed",
    "greyed",
    "pink",
    "purple",
    "shaded",
    "highlighted",
    "coloured",
    "colored",
    "italic",
    "italics",
    "bold",
    "strikethrough",
    "asterisk",
    "rouge",
    "jaune",
    "vert",
    "verte",
    "bleu",
    "gris",
    "grise",
    "grisees",
    "grises",
    "rose",
    "surligne",
    "surlignees",
    "surlignes",
    "italique",
    "gras",
    "barre",
    "barrees",
    "rojo",
    "rojas",
    "roja",
    "amarillo",
    "verde",
    "azul",
    "naranja",
    "sombreado",
    "sombreadas",
    "resaltado",
    "resaltadas",
    "cursiva",
    "negrita",
    "tachado",
    "tachadas",
    "vermelho",
    "amarelo",
    "laranja",
    "cinza",
    "cinzento",
    "italico",
    "negrito",
    "rot",
    "gelb",
    "kursiv",
];

/// The longest legend, in bytes.
const LONGEST: usize = 120;

/// Whether a text says of rows that look otherwise that they do not count, or not yet: `Rows in red have been cancelled`, `* annulé`.
pub(in crate::intake::sheet) fn is_legend(text: &str) -> bool {
    let text = text.trim();
    if text.len() > LONGEST {
        return false;
    }
    let mark = text.strip_prefix(['*', '†', '¹', '²']).is_some_and(|rest| !rest.trim().is_empty());
    let named = || words(text).any(|word| MARKS.contains(&comparable(word).as_str()));
    (mark || named()) && says_state(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legends_say_what_the_look_of_rows_means() {
        for text in [
            "Rows in red have been cancelled.",
            "Yellow = pending approval",
            "En rouge : dépenses annulées",
            "* annulé",
            "En amarillo: pagos pendientes",
            "Linhas a vermelho: canceladas",
            "Gelb: storniert",
        ] {
            assert!(is_legend(text), "{text}");
        }
        for text in [
            "Red Cross, Geneva",
            "Rows in blue are of this year",
            "Cancelled",
            "* including the levy",
            "Amounts in USD",
            "*",
        ] {
            assert!(!is_legend(text), "{text}");
        }
    }
}
