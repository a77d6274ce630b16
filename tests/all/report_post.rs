//! What goes out with the reports: letters, drafts, packs, printed versions.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use poolfund::files::Known;
use poolfund::report::letter::Status;
use poolfund::report::outbox::{Drafts, Post, write_all};
use poolfund::report::{Provenance, View, donor_packs, letter};

use crate::builder::{instalment, original};
use crate::report::{facts, figures, written};
use crate::support::program;

/// Drafts of a month that is not closed, with whatever is in its folder.
pub fn drafts_of(view: &View<'_>, reports: &Path, target: &Path) -> Drafts {
    let attached = |name: &str| match fs::read(reports.join(name)) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(None),
        bytes => bytes.map(Some),
    };
    let date = "2025-11-03T09:30:00Z".parse().unwrap();
    let post = Post { status: Status::Draft, date, attached: &attached };
    write_all(view, &post, target, &|_| Ok(Known::default())).unwrap()
}

#[test]
fn drafts_and_packs_hold_a_donors_own_files_only() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, _) = written(folder.path());
    let mut facts = facts();
    facts.donors[0].email = Some("anne@example.org".into());
    facts.donors[1].email = Some("x@y.org\r\nBcc: all@example.org".into());
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let Drafts { drafts, without, .. } = drafts_of(&view, &reports, &reports.join("outbox"));
    assert_eq!((drafts.len(), without.len()), (1, 3));
    let draft = fs::read_to_string(reports.join("outbox").join(&drafts[0])).unwrap();
    let (mark, rest) = draft.split_once("\r\n").unwrap();
    assert!(mark.starts_with("X-Poolfund-Draft: "));
    let head = "X-Unsent: 1\r\nDate: Mon, 3 Nov 2025 09:30:00 +0000\r\nTo: anne@example.org\r\nSubject: =?utf-8?B?";
    assert!(rest.starts_with(head), "{rest:.300}");
    assert!(draft.lines().all(|line| line.len() <= 200));
    for donor in view.donors() {
        let letter = letter::letter(&view, donor, Some(Status::Draft));
        let others = view.donors().filter(|other| other.code != donor.code);
        for other in others {
            assert!(!letter.body.contains(&format!("CANARYname{}", other.code)), "{} in {:?}", other.code, letter.body);
        }
        assert!(letter.body.contains(&format!("CANARYname{}", donor.code)));
        assert!(!letter.body.contains("letter-"), "every text stands");
    }
    let again = reports.join("again");
    drafts_of(&view, &reports, &again);
    assert_eq!(fs::read(again.join(&drafts[0])).unwrap(), draft.as_bytes(), "the same draft twice");
    let packs = donor_packs::write_all(&view, &reports).unwrap();
    let first: Vec<Vec<u8>> = packs.iter().map(|pack| fs::read(reports.join(pack)).unwrap()).collect();
    donor_packs::write_all(&view, &reports).unwrap();
    let second: Vec<Vec<u8>> = packs.iter().map(|pack| fs::read(reports.join(pack)).unwrap()).collect();
    assert_eq!(first, second);
    let mut archive = zip::ZipArchive::new(fs::File::open(reports.join(&packs[0])).unwrap()).unwrap();
    assert_eq!(archive.len(), 2);
    assert!(archive.by_index(1).unwrap().name().unwrap().starts_with("aaa-"));
    let mut letter = String::new();
    archive.by_index(0).unwrap().read_to_string(&mut letter).unwrap();
    let cover = letter::cover(&view, view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap());
    let head = format!("{}\n31 October 2025\n\n{}\n\n", view.fund.name, cover.heading);
    assert_eq!(letter, head + &cover.on_paper(&view), "who writes, when, about what, and the letter");
}

/// What a mail program reads: recipient, subject, text, and the attachment's name and hash; a date too.
const READ_MAIL: &str = "import email, email.policy, glob, hashlib, json, sys\n\
    found = {}\n\
    for name in sorted(glob.glob(sys.argv[1] + '/*.eml')):\n\
    \x20 mail = email.message_from_binary_file(open(name, 'rb'), policy=email.policy.default)\n\
    \x20 assert not mail.defects, (name, mail.defects)\n\
    \x20 assert mail['date'].datetime.year == 2025, mail['date']\n\
    \x20 assert len(mail['subject']) < 78, mail['subject']\n\
    \x20 [text, html] = [mail.get_body(preferencelist=[kind]) for kind in ['plain', 'html']]\n\
    \x20 assert f'<html lang=\"{mail[\"content-language\"]}\">' in html.get_content(), html.get_content()\n\
    \x20 for line in text.get_content().splitlines():\n\
    \x20   plain = line.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('\"', '&quot;')\n\
    \x20   assert plain in html.get_content(), line\n\
    \x20 files = list(mail.iter_attachments())\n\
    \x20 found[mail['to'] if files else 'call:' + mail['to']] = [mail['x-unsent'], mail['subject'], text.get_content()] + [\n\
    \x20   said for file in files for said in [file.get_filename(), hashlib.sha256(file.get_content()).hexdigest()]]\n\
    print(json.dumps(found))\n";

#[test]
fn a_mail_program_opens_the_drafts_in_each_donors_language() {
    let Some(mut python) = program("python3") else { return };
    let folder = tempfile::tempdir().unwrap();
    let (reports, files) = written(folder.path());
    let mut facts = facts();
    for donor in &mut facts.donors {
        donor.email = Some(format!("{}@example.org", donor.code));
        donor.contact = Some(format!("Señora Ñandú de {}", donor.code));
    }
    // Two of them are late.
    for (agreement, currency) in [("BBB-01", "EUR"), ("DDD-01", "USD")] {
        facts.instalments.push(instalment(agreement, "2025-09-30", original("1234.5", currency)));
    }
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let target = folder.path().join("outbox");
    let drafts = drafts_of(&view, &reports, &target).drafts;
    let calls = drafts.iter().filter(|name| name.ends_with("-call.eml")).count();
    assert_eq!((drafts.len(), calls), (6, 2));
    let read = python.args(["-c", READ_MAIL]).arg(&target).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let read: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let greetings = [
        ("AAA", "For the attention of"),
        ("BBB", "À l’attention de"),
        ("CCC", "A la atención de"),
        ("DDD", "À atenção de"),
    ];
    for (code, greeting) in greetings {
        let mail = &read[format!("{code}@example.org")];
        assert_eq!(mail[0], "1", "{code}: not sent yet");
        let donor = view.donors().find(|donor| donor.code.as_str() == code).unwrap();
        let letter = letter::letter(&view, donor, Some(Status::Draft));
        assert_eq!(mail[1], letter.subject.as_str(), "{code}");
        let text = mail[2].as_str().unwrap();
        assert_eq!(text.replace("\r\n", "\n").trim_end(), letter.body.trim_end(), "{code}");
        assert!(text.starts_with(greeting) && text.contains(&format!("Señora Ñandú de {code}")), "{text}");
        let file = files.iter().find(|file| file.ends_with(mail[3].as_str().unwrap())).unwrap();
        let hash = poolfund::domain::fingerprint::sha256(&fs::read(reports.join(file)).unwrap());
        assert_eq!(mail[4], hash.as_str(), "{code}: the attachment is the workbook");
    }
    let of = |code: &str| read[format!("call:{code}@example.org")].clone();
    for (code, line, called) in [
        (
            "BBB",
            "BBB-01, 30 septembre 2025 (il y a 31 jours)\u{a0}: 1\u{a0}234,50\u{a0}EUR",
            "versement\u{a0}: 1\u{a0}234,50\u{a0}EUR, dû le 30 septembre 2025 (il y a 31 jours)",
        ),
        (
            "DDD",
            "DDD-01, 30 de setembro de 2025 (há 31 dias): 1 234,50 USD",
            "DDD-01, tranche: 1 234,50 USD, devida em 30 de setembro de 2025 (há 31 dias)",
        ),
    ] {
        let call = of(code);
        let donor = view.donors().find(|donor| donor.code.as_str() == code).unwrap();
        let letter = letter::call(&view, donor).unwrap();
        assert_eq!(call[1], letter.subject.as_str(), "{code}");
        let text = |text: &str| text.replace(['\u{202f}', '\u{a0}'], " ");
        assert!(text(call[2].as_str().unwrap()).contains(&text(called)), "{code}: {}", call[2]);
        let report = letter::letter(&view, donor, Some(Status::Draft));
        assert!(text(&report.body).contains(&text(line)), "{code}: {}", report.body);
    }
    assert!(of("AAA").is_null(), "who paid is not called");
}
