//! Each sentence of `docs/trust.md` is bound to the tests that show it, so that none is added without one.

use std::fs;

use crate::support::root;

/// How each sentence begins, in the order of the page, and the tests that show it: `module::test`, or a file of the program
/// and a test in it. A sentence without a test promises nothing: it explains, advises, or says what is not promised.
const SENTENCES: [(&str, &[&str]); 68] = [
    ("The books of a fund are a", &[]),
    ("This page says what the program promises", &[]),
    ("Tests named without a file are in", &[]),
    (
        "A ledger that is missing, empty, damaged,",
        &[
            "store_lost::a_ledger_that_is_missing_empty_or_older_comes_back_from_its_copy",
            "store_lost::reports_that_the_ledger_does_not_know_are_not_written_over",
        ],
    ),
    (
        "It is put back from `ledger.db.copy` once",
        &[
            "store_lost::damage_is_met_whenever_it_shows_and_never_reaches_the_copy",
            "store_faults::a_damaged_ledger_is_replaced_by_its_copy",
        ],
    ),
    (
        "Where nothing whole is left, nothing is",
        &["store_lost::a_copy_is_trusted_when_it_is_whole_and_replaced_when_the_ledger_is"],
    ),
    (
        "The copy gets what the ledger records",
        &[
            "store_lost::damage_is_met_whenever_it_shows_and_never_reaches_the_copy",
            "store_lost::two_histories_are_not_mixed",
        ],
    ),
    (
        "It is never replaced by a ledger",
        &[
            "store_lost::two_histories_are_not_mixed",
            "store_lost::damage_is_met_whenever_it_shows_and_never_reaches_the_copy",
        ],
    ),
    (
        "Files that people put among the reports",
        &[
            "kept::what_people_put_among_the_reports_stays_where_it_is",
            "kept::drafts_that_were_edited_and_what_stands_beside_them_stay",
        ],
    ),
    (
        "A report or draft that was changed",
        &[
            "kept::a_report_that_was_changed_by_hand_is_set_aside",
            "kept::drafts_that_were_edited_and_what_stands_beside_them_stay",
        ],
    ),
    (
        "A run that is killed, or finds",
        &[
            "store_faults::a_run_that_is_killed_at_any_moment_loses_nothing",
            "measured::a_command_that_is_killed_at_any_call_loses_nothing",
            "measured::a_disk_of_any_size_that_is_too_small_loses_nothing",
        ],
    ),
    (
        "Two people on one computer cannot write",
        &[
            "store_faults::two_runs_at_once_wait_for_nothing_and_harm_nothing",
            "measured::two_people_at_once_harm_nothing",
        ],
    ),
    ("An audit beside a command that writes", &["store_faults::an_audit_beside_a_writer_says_so_and_finds_no_forgery"]),
    ("**On a network share (SMB, NFS and", &[]),
    ("The program says so where the system", &["src/files/share.rs::a_share_is_known_by_what_is_mounted_nearest"]),
    ("Where several people work on a fund", &[]),
    ("All of the above holds there, and", &["shared_colleagues::the_suites_of_the_books_hold_with_a_server_too"]),
    (
        "Of two who record at once one",
        &[
            "shared_ledger::of_a_hundred_races_of_imports_each_has_one_winner",
            "shared_ledger::of_a_hundred_races_of_closes_each_month_is_closed_once",
            "shared_ledger::without_the_lock_no_two_events_follow_the_same_one_and_no_month_is_closed_twice",
        ],
    ),
    ("A role that may only add is", &["shared_ledger::colleagues_may_only_add_and_the_owner_not_unseen"]),
    ("The tables refuse to change, delete or", &["shared_ledger::colleagues_may_only_add_and_the_owner_not_unseen"]),
    (
        "Whoever takes the guards away first is",
        &["shared_ledger::every_change_of_the_tables_and_their_guards_is_named"],
    ),
    (
        "A server that is killed or a",
        &[
            "shared_faults::a_server_that_is_killed_in_the_middle_of_a_batch_keeps_nothing_of_it",
            "shared_faults::a_connection_that_is_cut_anywhere_in_a_batch_leaves_all_of_it_or_nothing_and_it_is_said_which",
        ],
    ),
    (
        "A server without room records nothing and",
        &["shared_faults::a_server_without_room_records_nothing_and_that_is_said"],
    ),
    (
        "Nothing is sent to a server that",
        &[
            "shared_faults::a_server_with_another_certificate_is_told_nothing",
            "shared_faults::a_server_without_a_certificate_is_told_nothing",
        ],
    ),
    (
        "Each folder has a copy of its",
        &["shared_colleagues::a_server_that_forgot_is_noticed_in_every_folder_and_gets_back_what_it_lost"],
    ),
    (
        "A server that has less history than",
        &["shared_colleagues::a_server_that_forgot_is_noticed_in_every_folder_and_gets_back_what_it_lost"],
    ),
    (
        "`poolfund audit` reads everything again: the chain",
        &[
            "store_forged::what_one_statement_changes_is_found",
            "store_forged::what_is_no_part_of_a_ledger_is_named",
            "store_forged::what_is_done_to_the_copy_or_the_reports_is_found",
        ],
    ),
    (
        "It reads the kept bytes of every",
        &[
            "store_forged::facts_that_the_file_does_not_say_are_found",
            "store_forged_anew::events_that_are_only_added_are_named",
        ],
    ),
    (
        "It computes every closed month again from",
        &[
            "store_forged_anew::histories_that_were_written_anew_are_named_by_what_they_say_of_each_other",
            "store_forged_around::statements_reports_and_ledgers_that_do_not_belong_together_are_named",
        ],
    ),
    (
        "It holds events against each other: a",
        &[
            "store_forged_anew::histories_that_were_written_anew_are_named_by_what_they_say_of_each_other",
            "store_forged_anew::events_that_are_only_added_are_named",
        ],
    ),
    (
        "It holds every statement in `reports/statements` against",
        &["store_forged_around::statements_reports_and_ledgers_that_do_not_belong_together_are_named"],
    ),
    (
        "So an audit without a fault proves:",
        &["store_forged::who_and_when_are_bound_by_the_approval_and_by_statements"],
    ),
    ("Therefore the chain is anchored outside:", &[]),
    (
        "`close` and `approve` print a statement and",
        &[
            "statements::a_close_and_an_approval_leave_a_statement_that_the_audit_confirms",
            "statements::a_statement_can_be_mailed_to_whoever_keeps_it",
        ],
    ),
    (
        "**Send it to somebody who cannot write",
        &[
            "statements::a_close_and_an_approval_leave_a_statement_that_the_audit_confirms",
            "store_forged_around::a_statement_that_somebody_kept_is_held_against_the_ledger_line_by_line",
        ],
    ),
    ("A ledger that was written anew has", &["store_forged::who_and_when_are_bound_by_the_approval_and_by_statements"]),
    (
        "The workbooks and the manifest of a",
        &["statements::workbooks_and_the_manifest_carry_their_inputs_and_the_last_close_before_their_month"],
    ),
    (
        "An approval names the hash of the",
        &[
            "store_forged::who_and_when_are_bound_by_the_approval_and_by_statements",
            "post::the_drafts_of_a_month_that_is_not_closed_say_so_and_those_of_one_that_is_name_the_close",
        ],
    ),
    (
        "A close renders the reports as the",
        &[
            "closed_months::every_workbook_says_whether_it_is_the_draft_or_the_closed_edition",
            "closed_months::a_closed_edition_comes_back_byte_for_byte",
        ],
    ),
    ("An approval is a certificate beside them", &["closed_months::a_closed_edition_comes_back_byte_for_byte"]),
    (
        "Where `fund.toml` names approvers, each with a",
        &["store_signed::an_approval_is_signed_by_the_approver_whom_the_fund_named_and_under_this_close"],
    ),
    ("Ann makes the pair of keys once", &[]),
    ("She signs the statement of a close", &[]),
    (
        "Who may approve, and with which key,",
        &["store_signed::an_approval_is_signed_by_the_approver_whom_the_fund_named_and_under_this_close"],
    ),
    ("The signed text, the signature and the", &["store_signed::a_signed_approval_that_is_written_anew_is_found"]),
    (
        "So a signed approval proves that **whoever",
        &[
            "store_signed::an_approval_is_signed_by_the_approver_whom_the_fund_named_and_under_this_close",
            "store_signed::a_signed_approval_that_is_written_anew_is_found",
        ],
    ),
    (
        "That the public key is Ann's is",
        &["store_signed::an_approval_is_signed_by_the_approver_whom_the_fund_named_and_under_this_close"],
    ),
    (
        "Where `fund.toml` names no approver, the statement",
        &["store_signed::a_name_without_a_key_is_said_to_be_no_more_than_that"],
    ),
    ("What all of this does not prove:", &[]),
    ("that the inputs were true when they", &[]),
    ("who sat at the keyboard: a name", &[]),
    ("An approval that is not is worth", &[]),
    ("anything about events after the last statement", &[]),
    ("A closed month that another version of", &[]),
    (
        "Both are listed apart and accuse nobody,",
        &["store_forged::what_another_version_reads_otherwise_is_listed_by_row_and_accuses_nobody"],
    ),
    (
        "Every workbook and text file is read",
        &[
            "commands::the_row_of_an_alias_is_added_in_a_reading_process",
            "hostile::a_hostile_workbook_of_settings_is_read_apart_and_refused",
            "hostile::whatever_the_reading_process_does_is_a_problem_of_its_file",
        ],
    ),
    ("What comes back is checked by the", &["hostile::whatever_the_reading_process_does_is_a_problem_of_its_file"]),
    (
        "The file must be a regular one,",
        &[
            "hangs::what_never_ends_in_the_place_of_an_input_is_a_problem_of_it",
            "hangs::the_length_of_a_file_is_asked_before_it_is_read",
        ],
    ),
    (
        "The same holds of the files that",
        &[
            "hangs::what_never_ends_in_the_place_of_the_settings_or_a_report_is_said",
            "hangs::what_never_ends_is_not_read_by_the_program_itself_either",
            "hangs::what_never_ends_in_the_place_of_other_files_and_folders_of_a_fund_hangs_nothing",
        ],
    ),
    (
        "Memory, processor time and time by the",
        &["hostile::no_file_of_the_corpus_does_harm", "hostile::a_text_that_stands_in_countless_cells_is_a_bomb"],
    ),
    (
        "On Linux the process can open no",
        &["src/intake/file/sandbox/lock_down.rs::landlock_takes_files_connections_abstract_sockets_and_signals"],
    ),
    (
        "On Linux on x86-64, ARM64 and RISC-V",
        &[
            "src/intake/file/sandbox/lock_down.rs::the_filter_refuses_sockets_processes_signals_and_files_and_lets_threads_be",
        ],
    ),
    (
        "Threads of its own it can start.",
        &[
            "src/intake/file/sandbox/lock_down.rs::the_filter_refuses_sockets_processes_signals_and_files_and_lets_threads_be",
        ],
    ),
    ("On other systems the process is separate,", &[]),
    (
        "No character of a text acts on",
        &[
            "terminal::nothing_that_a_command_prints_acts_on_the_terminal",
            "terminal::advice_can_be_pasted_into_a_shell_whatever_stood_in_the_cell",
        ],
    ),
    (
        "Drafts are made from the run that",
        &[
            "post::nothing_is_mailed_that_the_run_did_not_write",
            "post::a_closed_month_is_mailed_as_it_was_closed_whatever_became_of_inputs_and_reports",
        ],
    ),
    (
        "Those of a month that is not",
        &["post::the_drafts_of_a_month_that_is_not_closed_say_so_and_those_of_one_that_is_name_the_close"],
    ),
    (
        "Each has the date at which the",
        &[
            "post::the_drafts_of_a_month_that_is_not_closed_say_so_and_those_of_one_that_is_name_the_close",
            "post::the_funds_address_sends_and_a_printed_version_goes_along",
            "report_post::a_mail_program_opens_the_drafts_in_each_donors_language",
        ],
    ),
];

/// The sentences of the page: of its paragraphs and lists, without headings and examples.
fn sentences() -> Vec<String> {
    let page = fs::read_to_string(root().join("docs/trust.md")).unwrap();
    let mut paragraphs = vec![String::new()];
    for line in page.lines() {
        let begins =
            line.trim().is_empty() || line.starts_with('#') || line.starts_with("    ") || line.starts_with("- ");
        if begins {
            paragraphs.push(String::new());
        }
        if !line.starts_with('#') && !line.starts_with("    ") {
            let paragraph = paragraphs.last_mut().unwrap();
            paragraph.push_str(line.strip_prefix("- ").unwrap_or(line).trim());
            paragraph.push(' ');
        }
    }
    paragraphs.iter().flat_map(|paragraph| split(paragraph.trim())).collect()
}

/// A paragraph, sentence by sentence: one ends with a full stop or a bracket before a capital or bold words.
fn split(paragraph: &str) -> Vec<String> {
    let letters: Vec<char> = paragraph.chars().collect();
    let (mut found, mut sentence) = (Vec::new(), String::new());
    for (index, letter) in letters.iter().enumerate() {
        let ends = *letter == ' '
            && index > 0
            && ['.', ')'].contains(&letters[index - 1])
            && letters.get(index + 1).is_some_and(|next| next.is_ascii_uppercase() || *next == '*');
        if ends { found.push(std::mem::take(&mut sentence)) } else { sentence.push(*letter) }
    }
    found.push(sentence);
    found.retain(|sentence| !sentence.is_empty());
    found
}

#[test]
fn each_sentence_of_the_page_on_trust_is_bound_to_the_tests_that_show_it() {
    let page = sentences();
    for (sentence, (begins, _)) in page.iter().zip(SENTENCES) {
        assert!(
            sentence.starts_with(begins),
            "bind this sentence to the tests that show it: {sentence:?}, not {begins:?}"
        );
    }
    assert_eq!(page.len(), SENTENCES.len(), "{:?}", page.last());
    for (begins, tests) in SENTENCES {
        for test in tests {
            let (place, name) = test.split_once("::").unwrap();
            let file = if place.starts_with("src/") { place.to_owned() } else { format!("tests/all/{place}.rs") };
            let text = fs::read_to_string(root().join(&file)).unwrap_or_else(|why| panic!("{file}: {why}"));
            let found = text.find(&format!("fn {name}()")).unwrap_or_else(|| panic!("{begins:?}: {test} is not there"));
            let attribute = text[..found].rfind("#[").unwrap();
            assert!(
                ["#[test]", "#[ignore"].iter().any(|kind| text[attribute..].starts_with(kind)),
                "{test} is no test"
            );
        }
    }
}
