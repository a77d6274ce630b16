//! What the header of an unknown sheet says, by the meanings of its words: `Date comptable`, `PSTNG_DATE` and `Buchungsdatum` say
//! the same, and none of them is a list of phrases.
//!
//! What comes in: headers. What leaves: how well each says a column of a kind of sheet. What it does not know: names of columns, and
//! what stands below a header.

use std::collections::HashMap;

use crate::domain::Currency;
use crate::domain::text::comparable;
use crate::intake::propose::spellings::Spellings;
use crate::intake::propose::words::{plain, tokens, without_ranges, without_umlauts};

/// Meanings, and the words for each.
const WORDS: &str = include_str!("data/words.txt");

/// What headers of columns say.
const COLUMNS: &str = include_str!("data/columns.txt");

/// What any header may hold beside what it says, by what the column takes.
const ALWAYS: [&str; 2] = ["joining", "our"];

/// Meanings that say nothing of what a thing is.
const GENERAL: [&str; 10] = ["joining", "number", "ref", "code", "name", "type", "on", "our", "line", "organisation"];

/// Words between what is paid and what it is paid for.
const PER: [&str; 6] = ["per", "par", "por", "pour", "pro", "je"];

/// The years that a header may name.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2100;

/// The most words of a phrase, and the fewest letters of a compound and of a part of it.
const LONGEST_PHRASE: usize = 4;
const SHORTEST_COMPOUND: usize = 6;
const SHORTEST_PART: usize = 3;

/// What says that a sheet is of a kind, by the name of the kind.
const KINDS: [(&str, &[&str]); 14] = [
    ("agreements", &["agreement", "pledge", "commitment"]),
    ("receipts", &["receipt", "received"]),
    ("expenditure", &["spent"]),
    ("finance", &["account", "booking"]),
    ("instalments", &["instalment", "due"]),
    ("rates", &["rate"]),
    ("donors", &["donor"]),
    ("priorities", &["need"]),
    ("results", &["result", "achieved"]),
    ("targets", &["target"]),
    ("decisions", &["decision"]),
    ("amendments", &["amendment"]),
    ("reallocations", &["transfer"]),
    ("openings", &["balance"]),
];

/// The most ways to read the words of a header that are tried.
const MOST_WAYS: usize = 512;

/// The most meanings of a word that is guessed.
const MOST_GUESSES: usize = 8;

/// Meanings, each a bit.
pub(super) type Meaning = u128;

/// All words and meanings.
pub(super) struct Meanings {
    /// What each word or phrase may say.
    words: HashMap<String, Vec<Meaning>>,
    spellings: Spellings,
    general: Meaning,
    number: Meaning,
    year: Meaning,
    account: Meaning,
    joining: Meaning,
    /// What says that a sheet is of a kind.
    kinds: HashMap<&'static str, Meaning>,
    /// The names of the meanings.
    names: Vec<&'static str>,
}

/// The words of a header that are known, each with what it may say.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    words: Vec<Vec<Meaning>>,
    /// What others may say that seem shortened or misspelt.
    guessed: Vec<Vec<Meaning>>,
    /// How many others it has.
    unknown: usize,
    /// How many of the known and guessed ones say what a thing is, and not only that it is a number, a name or a kind.
    telling: usize,
}

/// What the header of a column says: best first, each as groups of which any is enough, with all that such a header may hold.
#[derive(Debug)]
pub(super) struct Sayings(Vec<(Vec<Meaning>, Meaning)>);

/// The lines of a list, without its remarks.
pub(super) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// The names of the meanings, in the order of their bits.
fn names() -> Vec<&'static str> {
    let mut names: Vec<&'static str> = Vec::new();
    for (meanings, _) in lines(WORDS).filter_map(|line| line.split_once(": ")) {
        for name in meanings.split('+') {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The bits of meanings; those that do not exist have none.
fn bits(names: &[&str], of: impl Iterator<Item = &'static str>) -> Meaning {
    let bit = |name: &str| {
        names.iter().position(|known| *known == name).and_then(|bit| 1_u128.checked_shl(u32::try_from(bit).ok()?))
    };
    of.filter_map(bit).fold(0, |all, bit| all | bit)
}

impl Meanings {
    /// Those of a fund in this base currency.
    pub fn new(base: Currency) -> Self {
        let names = names();
        let mut words: HashMap<String, Vec<Meaning>> = HashMap::new();
        for (meanings, said) in lines(WORDS).filter_map(|line| line.split_once(": ")) {
            // Dollars are the currency of the books where the fund is in dollars.
            let meanings = if meanings == "dollar" && base == Currency::USD { "base" } else { meanings };
            let meaning = bits(&names, meanings.split('+'));
            for phrase in said.split(", ") {
                let phrase = phrase.split(' ').map(plain).collect::<Vec<_>>().join(" ");
                for form in [format!("{phrase}s"), phrase] {
                    let known = words.entry(form).or_default();
                    if !known.contains(&meaning) {
                        known.push(meaning);
                    }
                }
            }
        }
        let of = |list: &[&'static str]| bits(&names, list.iter().copied());
        let code = comparable(base.code());
        words.entry(code.clone()).or_default().push(of(&["base"]));
        // `USD per unit` is a rate the other way round.
        for per in PER {
            words.entry(format!("{code} {per}")).or_default().push(of(&["inverse"]));
        }
        Self {
            spellings: Spellings::of(words.keys()),
            words,
            general: of(&GENERAL),
            number: of(&["number", "ref", "code", "joining", "our"]),
            year: of(&["year"]),
            account: of(&["account"]),
            joining: of(&["joining"]),
            kinds: KINDS.iter().map(|(kind, says)| (*kind, of(says))).collect(),
            names,
        }
    }

    /// The bits of meanings.
    pub fn bits(&self, of: &[&'static str]) -> Meaning {
        bits(&self.names, of.iter().copied())
    }

    /// The headers of the columns of all kinds: kind, column, and what says it.
    pub fn sayings() -> HashMap<(&'static str, &'static str), Sayings> {
        let names = names();
        let mut all = HashMap::new();
        for line in lines(COLUMNS) {
            let [kinds, column, may, said] = line.split("; ").collect::<Vec<_>>()[..] else { continue };
            let may = bits(&names, may.split(' ').chain(ALWAYS));
            for kind in kinds.split(' ') {
                let patterns = said.split(", ").map(|pattern| {
                    let needs: Vec<Meaning> = pattern.split(' ').map(|group| bits(&names, group.split('/'))).collect();
                    let held = needs.iter().fold(may, |all, group| all | group);
                    (needs, held)
                });
                all.insert((kind, column), Sayings(patterns.collect()));
            }
        }
        all
    }

    /// The words of a header with what they may say; nothing when none is known.
    pub fn read(&self, header: &str) -> Option<Reading> {
        let tokens = tokens(&without_ranges(header));
        let (mut said, mut guessed): (Vec<Vec<Meaning>>, Vec<Vec<Meaning>>) = Default::default();
        let mut unknown = 0;
        let mut rest = tokens.as_slice();
        while let Some(first) = rest.first() {
            let phrases = (1..=LONGEST_PHRASE.min(rest.len())).rev();
            let mut known =
                phrases.filter_map(|length| Some((length, self.words.get(&rest.get(..length)?.join(" "))?)));
            if let Some((length, meanings)) = known.next() {
                said.push(meanings.clone());
                rest = rest.get(length..)?;
                continue;
            }
            // A number before a header says which column it is.
            let counts = said.is_empty() && rest.len() > 1 && first.bytes().all(|letter| letter.is_ascii_digit());
            let is_year = !counts && first.parse().is_ok_and(|year| YEARS.contains(&year));
            match self.parts(first).or_else(|| self.parts(&without_umlauts(first))) {
                Some(parts) => said.extend(parts),
                None if is_year => said.push(vec![self.year]),
                None if counts => {}
                None => {
                    unknown += 1;
                    guessed.extend(self.guess(first));
                }
            }
            rest = rest.get(1..)?;
        }
        let tells = |word: &&Vec<Meaning>| word.iter().all(|meaning| meaning & !self.general != 0);
        let telling = said.iter().chain(&guessed).filter(tells).count();
        (!said.is_empty() || !guessed.is_empty()).then_some(Reading { words: said, guessed, unknown, telling })
    }

    /// What a word that is not known may say, where it seems to be a known one, shortened or misspelt, and no more than a few things.
    fn guess(&self, word: &str) -> Option<Vec<Meaning>> {
        let meant = self.spellings.meant(word);
        let mut guessed: Vec<Meaning> =
            meant.iter().filter_map(|word| self.words.get(*word)).flatten().copied().collect();
        guessed.sort_unstable();
        guessed.dedup();
        (1..=MOST_GUESSES).contains(&guessed.len()).then_some(guessed)
    }

    /// What a word says that is known, or made of words that are: `Vertragsnummer`.
    fn parts(&self, word: &str) -> Option<Vec<Vec<Meaning>>> {
        if let Some(meanings) = self.words.get(word) {
            return Some(vec![meanings.clone()]);
        }
        // `suscr.` is short for one word, not made of two.
        if word.len() < SHORTEST_COMPOUND {
            return None;
        }
        let ends = word.char_indices().map(|(end, _)| end).filter(|end| *end >= SHORTEST_PART).rev();
        ends.filter_map(|end| word.split_at_checked(end)).find_map(|(first, rest)| {
            let meanings = self.words.get(first)?;
            let joints = ["", "s", "es", "n", "en", "e"];
            joints.into_iter().filter_map(|joint| rest.strip_prefix(joint)).find_map(|rest| {
                let last = self.words.get(rest).filter(|_| rest.len() >= 2).map(|last| vec![last.clone()]);
                let rest = last.or_else(|| self.parts(rest).filter(|_| rest.len() > SHORTEST_PART))?;
                Some(std::iter::once(meanings.clone()).chain(rest).collect())
            })
        })
    }

    /// Whether a name, of a sheet or a file, says that what it names is of a kind.
    pub fn says_kind(&self, name: &str, kind: &str) -> bool {
        let says = |word: &String| {
            let parts = self.parts(word).or_else(|| self.parts(&without_umlauts(word)));
            let of_kind = self.kinds.get(kind).copied().unwrap_or_default();
            parts.unwrap_or_default().iter().flatten().any(|meaning| meaning & of_kind != 0)
        };
        tokens(name).iter().any(says)
    }

    /// How many words of a header say something.
    pub fn length(&self, reading: &Reading) -> usize {
        reading.words.iter().filter(|word| word.iter().all(|meaning| meaning & !self.joining != 0)).count()
    }

    /// Whether a header says that it is the account, and nothing else than that it is a number.
    pub fn is_of_accounts(&self, reading: &Reading) -> bool {
        reading.is_known() && says(reading.all(), 0, &[self.account], self.account | self.number)
    }

    /// Whether a header says only that it is a number.
    pub fn is_number(&self, reading: &Reading) -> bool {
        reading.is_known() && reading.words.iter().all(|word| word.iter().any(|meaning| meaning & !self.number == 0))
    }
}

impl Reading {
    /// Its words that are known, each with all that it may say.
    pub fn words(&self) -> &[Vec<Meaning>] {
        &self.words
    }

    /// The same with what words may say that are guessed.
    fn all(&self) -> impl Iterator<Item = &Vec<Meaning>> {
        self.words.iter().chain(&self.guessed)
    }

    /// Whether all its words are known.
    pub const fn is_known(&self) -> bool {
        self.unknown == 0
    }

    /// Whether it says what a thing is, and not only that it is a number, a name or a kind; with no more words that are unknown.
    pub const fn is_telling(&self) -> bool {
        self.telling > 0 && self.unknown <= self.telling
    }
}

impl Sayings {
    /// How well a header says the column, best lowest; nothing when it says something else.
    pub fn rank(&self, reading: &Reading) -> Option<usize> {
        self.0.iter().position(|(needs, held)| says(reading.all(), 0, needs, *held))
    }

    /// How well a header says the column together with what its values say, best lowest. What the values say alone, it does not.
    pub fn rank_with(&self, reading: &Reading, given: Meaning, more: Meaning) -> Option<usize> {
        let open = |needs: &[Meaning]| needs.iter().any(|need| need & given == 0);
        let said = |(needs, held): &(Vec<Meaning>, Meaning)| {
            let held = held | more;
            says(reading.all(), 0, needs, held) || open(needs) && says(reading.all(), given, needs, held)
        };
        self.0.iter().position(said)
    }
}

/// Whether the words can be read so that, with what is given, they say all that is needed, and nothing else than what may be held.
fn says<'w>(words: impl Iterator<Item = &'w Vec<Meaning>>, given: Meaning, needs: &[Meaning], held: Meaning) -> bool {
    let mut ways: Vec<Meaning> = vec![given];
    for word in words {
        let fitting = word.iter().filter(|meaning| *meaning & !held == 0);
        let mut next: Vec<Meaning> = fitting.flat_map(|meaning| ways.iter().map(move |way| way | meaning)).collect();
        next.sort_unstable();
        next.dedup();
        next.truncate(MOST_WAYS);
        ways = next;
    }
    ways.iter().any(|way| needs.iter().all(|need| way & need != 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::InputKind;
    use crate::intake::kinds::columns_of;

    /// Headers as people write them.
    const HEADERS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/headers.txt"));

    #[test]
    fn the_lists_name_what_there_is() {
        let names = names();
        assert!(names.len() <= 128, "{} meanings", names.len());
        for line in lines(COLUMNS) {
            let [kinds, column, may, said] = line.split("; ").collect::<Vec<_>>()[..] else { panic!("{line}") };
            for kind in kinds.split(' ') {
                let kind = InputKind::try_from(kind.to_owned()).unwrap();
                assert!(columns_of(kind).iter().any(|spec| spec.canonical() == column), "{column} of {kind:?}");
            }
            let groups = said.split(", ").flat_map(|pattern| pattern.split(' ')).flat_map(|group| group.split('/'));
            for meaning in groups
                .chain(may.split(' ').filter(|may| !may.is_empty()))
                .chain(ALWAYS)
                .chain(GENERAL)
                .chain(KINDS.iter().flat_map(|(_, says)| says.iter().copied()))
            {
                assert!(names.contains(&meaning), "{meaning:?} of {line}");
            }
        }
        for phrase in lines(WORDS).filter_map(|line| line.split_once(": ")).flat_map(|(_, said)| said.split(", ")) {
            let signs = phrase.split(' ').map(plain).collect::<Vec<_>>().join(" ");
            assert!(phrase.split(' ').count() <= LONGEST_PHRASE && signs == phrase, "{phrase}");
        }
    }

    #[test]
    fn words_say_columns_however_they_are_put_together() {
        let (meanings, sayings) = (Meanings::new(Currency::USD), Meanings::sayings());
        let (are, are_not) = HEADERS.split_once("# Not of the column:\n").unwrap();
        for (list, expected) in [(are, true), (are_not, false)] {
            for line in lines(list) {
                let [kinds, column, headers] = line.split("; ").collect::<Vec<_>>()[..] else { panic!("{line}") };
                for (kind, header) in kinds.split(' ').flat_map(|kind| headers.split(" | ").map(move |one| (kind, one)))
                {
                    let reading = meanings.read(header).filter(Reading::is_known);
                    let said = reading.and_then(|reading| sayings[&(kind, column)].rank(&reading));
                    assert_eq!(said.is_some(), expected, "{header} as {column} of {kind}");
                }
            }
        }
    }

    #[test]
    fn words_that_are_not_known_leave_a_header_in_doubt() {
        let read = |header| Meanings::new(Currency::USD).read(header).unwrap();
        assert!(read("Project number").is_known() && read("Need 2026").is_known());
        let beside = read("Project blurb");
        assert!(!beside.is_known() && beside.is_telling());
        assert!(!read("Blurb blarb project").is_telling() && !read("Blurb no").is_telling());
        assert!(Meanings::new(Currency::USD).read("Blurb").is_none());
    }
}
