//! What is installed beside the program: a manual and completions for every command, a menu entry, and a guide whose pictures
//! are there.

use std::fs;
use std::process::Command;

use crate::support::root;

#[test]
fn every_command_has_a_manual_and_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    clap_mangen::generate_to(poolfund::cli::command(), folder.path()).unwrap();
    let mut completed = poolfund::cli::command();
    let completions =
        clap_complete::generate_to(clap_complete::Shell::Bash, &mut completed, "poolfund", folder.path()).unwrap();
    let completions = fs::read_to_string(completions).unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let declared = poolfund::cli::command();
    for command in declared.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name();
        let page = fs::read_to_string(folder.path().join(format!("poolfund-{name}.1"))).unwrap();
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            assert!(page.replace('\\', "").contains(&format!("--{option}")), "{name} --{option}");
        }
        assert!(completions.contains(&format!("poolfund,{name})")), "{name}");
        assert!(readme.lines().any(|line| line.starts_with(&format!("| `poolfund {name}"))), "README lacks {name}");
    }
}

#[test]
fn the_package_names_files_that_there_are() {
    let manifest: toml::Table = toml::from_str(&fs::read_to_string(root().join("Cargo.toml")).unwrap()).unwrap();
    let assets = manifest["package"]["metadata"]["deb"]["assets"].as_array().unwrap();
    for asset in assets {
        let source = asset[0].as_str().unwrap();
        if source.starts_with("target/") {
            continue; // Built: the program itself, and what the test above makes.
        }
        let there = root().join(source.trim_end_matches("/*"));
        assert!(there.exists(), "{source}");
    }
    let entry = fs::read_to_string(root().join("packaging/poolfund.desktop")).unwrap();
    assert!(entry.contains("Exec=poolfund-menu") && entry.contains("Terminal=false"));
    let done = Command::new("sh").args(["-n", "packaging/poolfund-menu"]).current_dir(root()).status().unwrap();
    assert!(done.success());
}

#[test]
fn the_guide_has_its_pictures_and_no_others() {
    let guide = root().join("docs/guide");
    let mut named: Vec<String> = Vec::new();
    for page in ["README.md", "donor.md", "finance.md", "moving.md"] {
        let text = fs::read_to_string(guide.join(page)).unwrap();
        named.extend(text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(file, _)| file.to_owned()));
    }
    for file in &named {
        assert!(guide.join(file).exists(), "{file}");
    }
    for entry in fs::read_dir(&guide).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let picture = name.replace(".txt", ".png");
        assert!(name.ends_with(".md") || named.contains(&picture), "{name} is in no page of the guide");
    }
}
