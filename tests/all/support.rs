//! What several tests need: real data and outside programs that may be absent on a user's machine, never in CI.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The repository's root.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Copies the sample fund's inputs into a folder, which is a fund's then.
pub fn copy_sample(folder: &Path) {
    let inputs = folder.join("inputs");
    fs::create_dir(&inputs).unwrap();
    let files = fs::read_dir(root().join("inputs")).unwrap().map(Result::unwrap);
    for file in files.filter(|file| file.path().is_file()) {
        fs::copy(file.path(), inputs.join(file.file_name())).unwrap();
    }
}

/// A file or folder of the real data beside the repository. Absent: says so and gives `None`, but fails in CI.
pub fn real_data(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared/data").join(name);
    if path.exists() {
        return Some(path);
    }
    absent(&format!("real data {name}"))
}

/// A program on the path. Absent: says so and gives `None`, but fails in CI.
pub fn program(name: &str) -> Option<Command> {
    let found = Command::new("sh").args(["-c", &format!("command -v {name}")]).output();
    if found.is_ok_and(|output| output.status.success()) {
        return Some(Command::new(name));
    }
    absent(&format!("the program {name}"))
}

/// The Python that can steer LibreOffice: Debian's own, with python3-uno. Absent: says so and gives `None`, but fails in
/// CI.
pub fn office_python() -> Option<Command> {
    program("soffice")?;
    let python = "/usr/bin/python3";
    let found = Command::new(python).args(["-c", "import uno"]).output();
    if found.is_ok_and(|output| output.status.success()) {
        return Some(Command::new(python));
    }
    absent("LibreOffice's Python module uno")
}

/// Fills in a workbook in LibreOffice, as `tests/uno/fill_in.py` says; gives what it showed.
pub fn filled_in_by_office(workbook: &Path, to: &Path, what: &serde_json::Value) -> Option<serde_json::Value> {
    use std::io::Write;
    let mut python = office_python()?;
    python.arg(root().join("tests/uno/fill_in.py"));
    let mut running = python.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let wanted = serde_json::json!({ "from": workbook, "to": to, "sheets": what });
    running.stdin.take().unwrap().write_all(wanted.to_string().as_bytes()).unwrap();
    let said = running.wait_with_output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Some(serde_json::from_slice(&said.stdout).unwrap())
}

/// What the schemas of the format say against the workbooks in a folder and below it, as Microsoft's Open XML SDK checks
/// them: each file, with its errors.
pub fn schema_errors(folder: &Path) -> Option<Vec<(String, Vec<String>)>> {
    let mut validator = program("openxml-audit")?;
    validator.args(["--recursive", "--policy", "strict", "--output", "json"]).arg(folder);
    let said: serde_json::Value = serde_json::from_slice(&validator.output().unwrap().stdout).unwrap();
    let files = said.as_array().unwrap().iter().map(|file| {
        let errors = file["errors"].as_array().unwrap().iter();
        let errors: Vec<String> =
            errors.map(|error| format!("{} {}", error["part_uri"], error["description"])).collect();
        assert_eq!(file["valid"] == true, errors.is_empty());
        (file["file"].as_str().unwrap().to_owned(), errors)
    });
    Some(files.collect())
}

/// What is not there is said, and `None` given; in CI it fails.
pub fn absent<T>(what: &str) -> Option<T> {
    assert!(std::env::var_os("CI").is_none(), "{what} is absent, and in CI nothing is skipped");
    eprintln!("not run: {what} is absent");
    None
}

/// LibreOffice's copy of a file in another format, in `folder`, all formulas calculated anew: by itself it would take
/// the stored results of a file that says it is Excel's. Now and then it fails for no reason of ours.
pub fn converted(file: &Path, folder: &Path, filter: &str) -> Option<PathBuf> {
    let user = folder.join("profile/user");
    fs::create_dir_all(&user).unwrap();
    fs::write(user.join("registrymodifications.xcu"), RECALCULATE).unwrap();
    let extension = filter.split(':').next().unwrap();
    let copy = folder.join(file.file_name().unwrap()).with_extension(extension);
    for _ in 0..4 {
        let mut soffice = program("soffice")?;
        soffice.arg(format!("-env:UserInstallation=file://{}/profile", folder.display()));
        soffice.args(["--headless", "--convert-to", filter, "--outdir"]).arg(folder).arg(file);
        let done = soffice.output().unwrap();
        if copy.exists() {
            return Some(copy);
        }
        eprintln!("LibreOffice: {}", String::from_utf8_lossy(&done.stderr));
    }
    panic!("LibreOffice cannot convert {}", file.display());
}

const RECALCULATE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;

/// Python with the modules that a script needs, in a folder of `tests`. Absent: says so and gives `None`, but fails in CI.
pub fn python_with(modules: &str, folder: &str) -> Option<Command> {
    let mut probe = program("python3")?;
    if probe.args(["-c", &format!("import {modules}")]).output().is_ok_and(|output| output.status.success()) {
        let mut python = Command::new("python3");
        python.current_dir(root().join("tests").join(folder)).env("PYTHONDONTWRITEBYTECODE", "1");
        return Some(python);
    }
    absent(&format!("one of Python's modules {modules}"))
}
