//! The rules by which inputs are read, by version.
//!
//! What comes in: nothing. What leaves: today's version, and what each version reads otherwise than the one before it. What it
//! does not know: how sheets are read.

/// The version of the rules by which inputs are read. It goes up whenever a sheet could be read otherwise than before, so
/// that what was read by other rules is not taken for what would be read today, and is no restatement by who sent it. A test
/// holds what is read of many sheets against what this version read of them.
pub const RULES: u32 = 18;

/// What a version reads otherwise than the one before it: one line for each rule.
const CHANGES: [(u32, &str); 118] = [
    (2, "numbers are read to fifteen digits, as the sheet shows them"),
    (2, "a merged cell holds for all rows that it covers"),
    (2, "a dash behind the decimal mark means no cents"),
    (2, "rows of hashtags, of column numbers and of totals without a word are no data"),
    (2, "a currency in a header is that of its amounts"),
    (3, "two letters are a country's code only in a column that plainly holds codes"),
    (3, "a text with a mark before or behind it, such as -2022-03-02, is no date"),
    (3, "currencies that were withdrawn, such as ANG, are known"),
    (3, "xls workbooks are read record by record, those of Excel 2 to 4 too"),
    (3, "a running balance in an extract of finance's is the closing balance of each month"),
    (3, "an agreement in an extract of finance's is known whatever marks stand between its letters and digits"),
    (3, "a transfer in an extract of finance's may name the agreement that takes the money"),
    (3, "a sheet of decisions may say what was recommended, who pays, a remark, and a whole theme, place or period"),
    (4, "a blank currency in an extract of finance's, which may be that of the row above, is asked about"),
    (4, "receipts and expenditure may stand in a column for debit and one for credit"),
    (4, "an amount below a thousandth of a millionth is the noise of a sum: nothing"),
    (4, "spaces, strokes, hyphens and underscores between the parts of a number are alike"),
    (
        4,
        "titles, comments on headers and remarks that begin with cancelled or void say of rows that they may not count",
    ),
    (
        5,
        "signs, names and joined codes of currencies in headers count: Amount (€), AmountEUR, AMOUNT EUR, Swiss francs",
    ),
    (5, "a name that several currencies share, such as $, CFA or local currency, is held against that of the row"),
    (5, "letters and numbers in headers and notes say thousands or millions: USD m, kEUR, TEUR, in 1,000 USD"),
    (5, "people who are counted may be in thousands, too"),
    (5, "noughts and dashes alone, a row of units, and rows set apart below the data without a figure are no data"),
    (5, "a word in any language beside the sum of the rows above is the word for a sum; a share is no part of one"),
    (5, "a single word between the rows is a heading"),
    (
        5,
        "a number of more than fifteen digits in a text file is read to fifteen; an apostrophe before a number is none of it",
    ),
    (5, "a dash in a column of currencies or agreements is a blank"),
    (5, "a rate of the fund's own currency other than one is refused"),
    (6, "rules of an xlsx sheet that strike cells through or hide them are told, with the rows for which they hold"),
    (6, "colours of fonts and fills in xls and xlsb tell which cells nobody sees"),
    (
        6,
        "words for thousands and millions count in some twenty languages, such as тыс., 万元, 천원, duizenden, migliaia, tys.",
    ),
    (6, "words for what is cancelled or not yet so count in some twenty languages, and under headers in them"),
    (6, "headers of finance's extracts are known in French, Spanish, Portuguese and German"),
    (6, "a row of finance's with an opening or closing balance may have its figure below the running balances"),
    (6, "lines that two extracts of finance's have in common count once"),
    (
        7,
        "a word that is not known under the header of a state is asked about, and a blank beside words that say that rows count",
    ),
    (7, "a blank beside marks or days of approval is asked about"),
    (7, "a remark that says anywhere that something was cancelled, void or reversed is told"),
    (7, "values that a merged area covers are told: nobody sees them"),
    (
        7,
        "signs and names of some thirty more currencies count in headers, formats and cells, such as ₦, Naira, Ksh, Birr, kr",
    ),
    (7, "rules of ods sheets and of their styles that strike cells through or hide them are told"),
    (7, "lakhs and crores, such as 12,34,567.00, are numbers"),
    (7, "a sheet alone of Excel 5, and records of Excel 2 among later ones, are read"),
    (
        8,
        "a letter or a power of ten behind a header, or beside a currency, says thousands or millions: Amount k, E3 USD",
    ),
    (8, "titles, comments and names of sheets say how rates are quoted, also as inverse, USD/LCU or to USD"),
    (8, "numbers that people take for one another, such as R-1, R1, R-01 and one with a Cyrillic letter, are told"),
    (8, "a quarter or year in the place of a day is a warning, but for what holds from then on, or was reached in it"),
    (
        8,
        "days are read in Chinese, Japanese, Korean, German, Italian, Russian and Arabic, with the digits of these scripts",
    ),
    (8, "rows, columns, letters and colours that leave nothing to be seen are told, not only those of no size"),
    (8, "words that are neither yes nor no, progress of nought, lines that begin with a mark of remarks are told"),
    (8, "comments in xls, xlsb and ods, and rules of xls and xlsb that strike cells through or hide them, are told"),
    (8, "a value of which an ods sheet shows nothing is told"),
    (8, "a row of Roman numbers below the header is no data"),
    (8, "names, contacts and titles may stand in a column for each language of reports, such as Name (fr)"),
    (8, "an amount in base currency beside debit and credit has the direction of these columns, whatever its sign"),
    (
        9,
        "headers of several rows are read whole: names merged downwards, headings of groups with their parts above or below",
    ),
    (9, "an amount in base currency beside debit and credit has their direction in receipts and expenditure, too"),
    (9, "headers of all kinds of sheet are known in French, Spanish, Portuguese and German"),
    (9, "aliases of places count in the donors' sheet, too"),
    (9, "numbers such as No. R-1 and R-1, R-l and R-1, 1e3 and 1000 are told"),
    (10, "a row of a header that names nothing known is of it where a row below goes on with it"),
    (10, "the same text over columns side by side heads each of them"),
    (10, "a struck out mark of approval, open under Booking and B under A/B say of rows that they may not count"),
    (11, "what came of a promise, the state of a report beside it, and n/a under Paid say nothing of their row"),
    (11, "a currency beside instalments or amendments is held against that of their agreement"),
    (11, "a remark that something replaces what was cancelled does not say that it was cancelled itself"),
    (11, "countries are known by their names in European Portuguese too, such as Vietname and Irão"),
    (
        11,
        "beside an amount that a committee changed, the reason of the recommendation is left out where it gives its own",
    ),
    (
        12,
        "codes and words of budgets, forecasts and commitments beside those of what came of them say that rows may not count",
    ),
    (
        12,
        "costs with and without a document, costs that no priority is for, numbers that may be what was booked, and ends \
         before a signature are told; what only follows from rows that could not be read is not",
    ),
    (
        13,
        "columns of units and multipliers, comments below the header, remarks, names of files and sheets without a table say \
         thousands or millions",
    ),
    (
        13,
        "further words say thousands or millions, such as thsd, MUSD, AmountThousands, Amount/1000, 2025 kUSD, and formats such \
         as 0\",000\" and 0\"万\"; not in thousands, and Million Trees, do not",
    ),
    (13, "amounts may be in cents"),
    (
        13,
        "rows with all that data have whose text says that they are a sum, a balance or of another period are told, and so are \
         formulas that give the sum of the rows above",
    ),
    (13, "a merged cell in a column that is not read holds for all rows that it covers"),
    (
        14,
        "headers and footers of printed pages and the properties of the file say the scale, the currency and what rates are, as titles \
         do",
    ),
    (14, "the words beside the number in a format of ods are read as in other formats: 0.00 MUSD"),
    (14, "a year alone in a row is a heading; titles, names of sheets and headings of a year tell rows of other years"),
    (14, "comments tell rows of a budget, of another period, and balances; so does the number of a receipt"),
    (14, "rows of finance's whose amount, currency, rate and booked amount do not go together are told"),
    (14, "a date of another day of the week than it names is told from no date"),
    (15, "headers and footers of first and even pages of xls say what those of other pages do"),
    (15, "a formula of numbers alone with another result than it gives was never calculated"),
    (
        15,
        "formulas with nought alone are told of people who are counted, and of files by programs that only write, too",
    ),
    (
        15,
        "currencies count anywhere in the header of an amount, in brackets and at the end of titles, in names of files and in \
         comments on amounts; and so do names of some thirty more",
    ),
    (15, "notes that say to multiply or divide by a thousand, or give an example, say thousands"),
    (
        15,
        "headers of two states such as Live/Dead, of what is eligible, likely, rejected or paid, remarks on mistakes, and words \
         behind numbers or beside rows say that rows may not count",
    ),
    (
        15,
        "a column of signs beside amounts without any is told, and one of units beside rates; rates for one of another currency",
    ),
    (15, "a short text of which some letters are struck through is told as one of which all are"),
    (15, "donors whose names are those of one country, or differ by a letter, may be one"),
    (
        16,
        "headers of amounts that name a sum so far, a balance, a plan, a price of one or what others pay for too are told; so are \
         shares of a cost, equivalents and rates beside amounts without a currency, posting keys, and reversals without a minus",
    ),
    (
        16,
        "names of two countries, such as Congo, and words that are codes by chance, such as Mar among names, are asked about",
    ),
    (
        16,
        "rows below the header that say how columns are filled in, that rule a line or name the columns once more are no data; nor \
         are rows of an average, a count or a check below the data",
    ),
    (16, "rows that are equal but for a number with the same digits may be one"),
    (16, "a remark or an account that names another currency is asked about where nothing else says the currency"),
    (16, "a rate in per cent is none; a rate of one, rates and bookings of days years ahead are told"),
    (
        16,
        "a month that may be a day, such as Mar-25, is told; so are blank kinds of receipts and types of costs below filled ones",
    ),
    (16, "formats that show nothing or write in white, and struck letters in texts that cells do not share, are told"),
    (16, "a mark of the end behind a text file is none of it"),
    (
        17,
        "names of a workbook for a text or a number, and the names of sheets, say the currency or scale of amounts; so do currencies \
         in other scripts",
    ),
    (17, "an amount shown as hours, and a number with a comma in an xlsx workbook, are none"),
    (17, "a damaged part with the comments, boxes or tables of a sheet takes nothing from its cells, and is told"),
    (17, "dates that programs wrote out as texts may have day and month swapped, too"),
    (
        17,
        "rows that hold a currency or a kind alone below the data are none of it, nor are lines, sums carried from page to page, \
         totals in another currency, and balances or shares below the totals",
    ),
    (17, "UK and US are names of countries among others"),
    (17, "a row of units below the header may say persons, year or factor, too"),
    (
        17,
        "remarks in sentences, days on which something was returned or credited, credit notes, and columns of what counts of an \
         amount or was taken back, say that rows may not count",
    ),
    (
        18,
        "marks and names of some sixty currencies more count in headers of amounts, such as Amount Le, Montant F and Liberian dollars; \
         lei may be of two countries",
    ),
    (18, "further words say thousands, millions or more, such as ME, MFCFA, Mds, R$ mi and three zeros dropped"),
    (18, "names of other funds and donors beside costs, and rows that a bank or person has not confirmed, are told"),
    (
        18,
        "of two columns that may be one, that which is headed by its own name is read: Date beside Value date, Kind beside Type",
    ),
    (18, "a formula that only calculates and has a text without letters as its result was never calculated"),
    (
        18,
        "needs for each year, and people counted in households, are told, whether a header, a title, a comment or a row says so",
    ),
    (
        18,
        "rows that carry a sum from page to page are told, and so are subtotals and totals of a time that are not the sum of the rows \
         above them",
    ),
    (
        18,
        "a date of which the day is the month that stands beside it, and the side of an account beside amounts of the other, are told",
    ),
    (18, "remarks that another pays, or that a row replaces another, and net receipts beside others are told"),
    (18, "a month where other rows of money that moved have days is told"),
    (
        18,
        "states of countries, flags of other things than the state of a row, and comments on returned funds say nothing of their row",
    ),
];

/// What has been read otherwise since an earlier version, rule by rule, with the version that brought it.
pub fn rules_since(version: u32) -> Vec<String> {
    let later = CHANGES.iter().filter(|(since, _)| *since > version);
    later.map(|(since, what)| format!("{what} (rules {since})")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_says_what_it_reads_otherwise() {
        for version in 2..=RULES {
            assert!(CHANGES.iter().any(|(since, _)| *since == version), "what is read otherwise since {version}?");
        }
        assert!(CHANGES.iter().all(|(since, _)| *since <= RULES));
        assert!(rules_since(RULES).is_empty() && rules_since(2).len() < rules_since(1).len());
    }
}
