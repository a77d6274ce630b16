//! The fund in a browser: who comes in, what may be seen, and what is never handed out.

use std::fs;
use std::path::Path;

use crate::commands::poolfund;
use crate::site::Site;
use crate::small_fund::SmallFund;

/// A fund with a month that was run.
fn run_once() -> SmallFund {
    let fund = SmallFund::new();
    let done = poolfund(fund.path(), &["run", "--as-of", "2025-09-30"]);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fund
}

#[test]
fn a_month_is_shown_as_it_was_run_and_its_files_are_handed_out() {
    let fund = run_once();
    let site = Site::open(fund.path(), &[]);
    let page = site.get("/month/2025-09");
    assert_eq!(page.status, 200);
    // The figures of the page are those of the file of the run.
    let figures = fs::read_to_string(fund.path().join("reports/2025-09/figures.json")).unwrap();
    let text = page.text();
    let data = text.split_once("id=\"figures\">").unwrap().1.split_once("</script>").unwrap().0;
    assert_eq!(data.replace("\\u003c", "<"), figures.trim());
    assert!(text.contains("id=\"around\">") && !text.contains("<script>") && !text.contains("style="));
    let months = site.get("/api/months").json();
    assert_eq!((&months["months"][0]["month"], &months["months"][0]["closed"]), (&"2025-09".into(), &().into()));
    let files = site.get("/api/files/2025-09").json();
    let reports: Vec<&str> =
        files["reports"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    assert!(reports.len() > 8, "{reports:?}");
    for path in reports {
        let answer = site.get(&format!("/files/{}", path.replace(' ', "%20")));
        assert_eq!(answer.body, fs::read(fund.path().join(path)).unwrap(), "{path}");
        assert!(answer.head.contains("content-disposition: attachment;"), "nothing is shown from here: {path}");
    }
    for asset in ["page.js", "page.css", "work.js", "work.css"] {
        assert_eq!(site.get(&format!("/{asset}")).body, fs::read(dist().join(asset)).unwrap());
    }
    assert_eq!(site.get("/month/2025-08").status, 404, "a month that was never run");
}

fn dist() -> std::path::PathBuf {
    crate::support::root().join("src/web/dist")
}

#[test]
fn a_month_that_is_run_again_is_shown_anew() {
    let fund = run_once();
    let site = Site::open(fund.path(), &[]);
    let before = site.get("/month/2025-09").text();
    fund.write("receipts.csv", &crate::small_fund::RECEIPTS.replace("450.00", "460.00"));
    assert_eq!(site.get("/month/2025-09").text(), before, "what was not run changes nothing");
    assert!(poolfund(fund.path(), &["run", "--as-of", "2025-09-30"]).status.success());
    let after = site.get("/month/2025-09").text();
    assert!(after != before && after.contains("51111"), "460 euros at 0.90 are 511.11 dollars");
}

#[test]
fn nobody_comes_in_but_by_the_private_file() {
    let fund = run_once();
    let site = Site::open(fund.path(), &["--edit"]);
    let (host, origin) = (site.host.clone(), site.origin());
    let (_, port) = host.split_once(':').unwrap();
    let cookie = site.cookie.clone();
    let refused = |what: &str, method: &str, path: &str, headers: &[(&str, &str)]| {
        let answer = site.ask(method, path, headers, b"");
        assert!(matches!(answer.status, 400 | 403 | 421), "{what}: {} {}", answer.status, answer.text());
        assert!(!answer.text().contains("BEL") && !answer.head.contains("set-cookie"), "{what}");
        answer.status
    };
    for path in ["/", "/month/2025-09", "/work.js", "/files/inputs/donors.csv", "/api/months", "/nothing"] {
        refused("no cookie", "GET", path, &[("Host", &host)]);
        refused(
            "another's cookie",
            "GET",
            path,
            &[("Host", &host), ("Cookie", &format!("poolfund-{port}={}", "0".repeat(64)))],
        );
        refused(
            "the cookie of another port",
            "GET",
            path,
            &[("Host", &host), ("Cookie", &cookie.replacen(port, "1", 1))],
        );
        for name in [
            format!("localhost:{port}"),
            format!("evil.example:{port}"),
            "127.0.0.1".into(),
            format!("127.1:{port}"),
            format!("[::1]:{port}"),
            format!("127.0.0.1.:{port}"),
            format!("{host}@evil.example"),
        ] {
            let status = refused("another host", "GET", path, &[("Host", &name), ("Cookie", &cookie)]);
            assert!(matches!(status, 400 | 421), "{name}");
        }
        refused("two hosts", "GET", path, &[("Host", &host), ("Host", "evil.example"), ("Cookie", &cookie)]);
        refused("no host", "GET", path, &[("Cookie", &cookie)]);
        for other in [
            "http://evil.example",
            "null",
            &format!("http://localhost:{port}"),
            &format!("https://{host}"),
            &format!("{origin}.evil.example"),
            "http://127.0.0.1:1",
        ] {
            refused("another origin", "GET", path, &[("Host", &host), ("Cookie", &cookie), ("Origin", other)]);
            // Host and Origin that agree with each other are not these pages' for that.
            let rebound = other.trim_start_matches("http://");
            refused("rebinding", "POST", "/api/end", &[("Host", rebound), ("Cookie", &cookie), ("Origin", other)]);
        }
    }
    refused("a form of no page", "POST", "/api/end", &[("Host", &host), ("Cookie", &cookie)]);
    refused("a wrong key", "GET", "/enter?key=0", &[("Host", &host)]);
    refused("a key at another host", "GET", &site.key, &[("Host", "evil.example")]);
    refused("a key from another page", "GET", &site.key, &[("Host", &host), ("Origin", "http://evil.example")]);
    assert_eq!(site.get("/api/months").status, 200, "and these pages go on");
}

#[test]
fn the_way_in_is_for_its_owner_alone_and_ends_with_the_program() {
    let fund = run_once();
    let mut site = Site::open(fund.path(), &[]);
    let mut file = Path::new(&site.way_in).to_owned();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.ancestors().nth(2).unwrap())), (0o600, 0o700));
    }
    assert_eq!(site.post("/api/end", b"{}").status, 204);
    assert!(site.has_ended());
    file.pop();
    assert!(!file.exists(), "nothing of it is left");
}

#[test]
fn every_answer_forbids_what_these_pages_do_not_need() {
    let fund = run_once();
    let site = Site::open(fund.path(), &[]);
    for path in ["/", "/month/2025-09", "/work.js", "/api/months", "/files/reports/2025-09/dashboard.html", "/nothing"]
    {
        let head = site.get(path).head;
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "x-content-type-options: nosniff",
            "referrer-policy: no-referrer",
            "cache-control: no-store",
            "x-frame-options: deny",
            "cross-origin-resource-policy: same-origin",
        ] {
            assert!(head.contains(header), "{path}: {header}\n{head}");
        }
        assert!(!head.contains("access-control-allow"), "{path}");
    }
}

#[test]
fn no_path_leaves_the_fund() {
    let fund = run_once();
    fs::write(fund.path().join("secret.txt"), "SECRET").unwrap();
    fs::write(fund.path().join("inputs/.hidden"), "SECRET").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(fund.path().join("secret.txt"), fund.path().join("inputs/link.txt")).unwrap();
    let site = Site::open(fund.path(), &[]);
    assert_eq!(site.get("/files/inputs/donors.csv").status, 200);
    for path in [
        "/files/secret.txt",
        "/files/ledger.db",
        "/files/inputs/../secret.txt",
        "/files/inputs/%2e%2e/secret.txt",
        "/files/inputs/..%2fsecret.txt",
        "/files/inputs/..%5csecret.txt",
        "/files/inputs%2f..%2fsecret.txt",
        "/files//etc/passwd",
        "/files/%2fetc%2fpasswd",
        "/files/inputs/.hidden",
        "/files/inputs/link.txt",
        "/files/inputs",
        "/files/inputs/%00",
        "/files/inputs/donors.csv%00.txt",
        "/files/reports/../ledger.db",
        "/files/%252e%252e/secret.txt",
        "/files/inputs/....//secret.txt",
        "/files/inputs/donors.csv/../../secret.txt",
        "/../secret.txt",
        "/files/",
        "/month/..%2f..%2fetc",
        "/api/files/..%2finputs",
        "/api/files/..",
    ] {
        let answer = site.get(path);
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.text().contains("SECRET") && !answer.text().contains("root:"), "{path}");
    }
}

#[test]
fn what_is_too_long_is_refused_and_nothing_falls() {
    let fund = run_once();
    let site = Site::open(fund.path(), &["--edit"]);
    let long = vec![b'x'; 100 << 20];
    assert_eq!(site.post("/api/end", &long).status, 413);
    // The head of a request, too.
    let answer = site.get(&format!("/{}", "x".repeat(200_000)));
    assert!(matches!(answer.status, 0 | 414 | 431), "{}", answer.status);
    let lengths = [("Host", site.host.as_str()), ("Cookie", &site.cookie), ("Content-Length", "99999999999999")];
    assert!(matches!(site.ask("POST", "/api/end", &lengths, b"x").status, 400 | 403 | 413));
    assert_eq!(site.get("/api/months").status, 200);
}
