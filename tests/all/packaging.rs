//! What is installed: a package that unpacks to the program, its manual and completions for every command, a menu entry that
//! shows a fund, and a guide whose pictures are there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::Site;
use crate::support::{program, root};

#[path = "../../examples/packaging/write.rs"]
mod write;

#[test]
fn every_command_has_a_manual_and_is_completed() {
    let folder = tempfile::tempdir().unwrap();
    write::write(folder.path()).unwrap();
    let completions = fs::read_to_string(folder.path().join("completions/poolfund.bash")).unwrap();
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let declared = poolfund::cli::command();
    for command in declared.get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name();
        let page = fs::read_to_string(folder.path().join(format!("man/poolfund-{name}.1"))).unwrap();
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
    let entry = fs::read_to_string(root().join("examples/packaging/poolfund.desktop")).unwrap();
    assert!(entry.contains("Exec=poolfund-menu") && entry.contains("Terminal=false"));
}

/// The package, built of what is there by `cargo deb`, and unpacked; where that is absent, says so and gives `None`.
fn unpacked(folder: &Path) -> Option<PathBuf> {
    program("dpkg-deb")?;
    program("cargo-deb")?;
    let built = Path::new(env!("CARGO_BIN_EXE_poolfund")).parent().unwrap();
    write::write(&root().join("target/packaging")).unwrap();
    // The programs that this test was built with stand where the package takes them from.
    assert_eq!(built, root().join("target/release"));
    let package = folder.join("poolfund.deb");
    let mut deb = Command::new("cargo-deb");
    deb.args(["deb", "--no-build", "--no-strip", "--fast", "--output"]).arg(&package).current_dir(root());
    let said = deb.output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    let there = folder.join("unpacked");
    let done = Command::new("dpkg-deb").arg("--extract").args([&package, &there]).status().unwrap();
    assert!(done.success());
    let control = Command::new("dpkg-deb").arg("--field").arg(&package).output().unwrap();
    let control = String::from_utf8(control.stdout).unwrap();
    assert!(control.contains("Package: poolfund") && control.contains(env!("CARGO_PKG_VERSION")), "{control}");
    Some(there)
}

#[test]
fn the_package_unpacks_to_a_program_that_works() {
    let folder = tempfile::tempdir().unwrap();
    let Some(there) = unpacked(folder.path()) else { return };
    let program = there.join("usr/bin/poolfund");
    let said = Command::new(&program).arg("--version").output().unwrap();
    assert_eq!(String::from_utf8(said.stdout).unwrap().trim(), concat!("poolfund ", env!("CARGO_PKG_VERSION")));
    let fund = folder.path().join("fund");
    let begun = Command::new(&program).arg("init").arg(&fund).stdin(Stdio::null()).output().unwrap();
    assert!(begun.status.success(), "{}", String::from_utf8_lossy(&begun.stderr));
    for file in [
        "usr/bin/poolfund-menu",
        "usr/share/applications/poolfund.desktop",
        "usr/share/icons/hicolor/scalable/apps/poolfund.svg",
        "usr/share/bash-completion/completions/poolfund",
        "usr/share/zsh/vendor-completions/_poolfund",
        "usr/share/fish/vendor_completions.d/poolfund.fish",
        "usr/share/doc/poolfund/guide/README.md",
    ] {
        assert!(there.join(file).is_file(), "{file}");
    }
    let manual: Vec<_> = fs::read_dir(there.join("usr/share/man/man1")).unwrap().collect();
    let commands = poolfund::cli::command().get_subcommands().filter(|command| !command.is_hide_set()).count();
    assert!(manual.len() > commands, "a page for the program and each command");
}

#[test]
fn the_menu_entry_makes_a_folder_and_shows_it() {
    let home = tempfile::tempdir().unwrap();
    let opened = home.path().join("opened");
    // What opens addresses on this system, as the program finds it; it says what it was told to open.
    let opener = home.path().join("xdg-open");
    fs::write(&opener, format!("#!/bin/sh\necho \"$1\" > {}\n", opened.display())).unwrap();
    Command::new("chmod").arg("+x").arg(&opener).status().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_poolfund-menu"))
        .env("HOME", home.path())
        .env("PATH", format!("{}:/usr/bin:/bin", home.path().display()))
        .spawn()
        .unwrap();
    let begun = Instant::now();
    let way_in = loop {
        match fs::read_to_string(&opened) {
            Ok(path) if path.ends_with('\n') => break path.trim().to_owned(),
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing was opened");
    };
    let site = Site::at(Path::new(&way_in)).entered();
    assert!(site.get("/").text().contains("\"edit\":true") && home.path().join("poolfund").is_dir());
    assert_eq!(site.post("/api/end", b"{}").status, 204);
    assert!(child.wait().unwrap().success(), "it ends with the program");
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
