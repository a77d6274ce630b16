//! Whether a folder is on a network share, where locks and the ledger's file do not work as on a disk.

use std::path::Path;

/// File systems of other machines, by the words of Linux.
const REMOTE: [&str; 12] =
    ["9p", "afs", "ceph", "cifs", "davfs", "fuse.sshfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"];

/// The kind of network share that a folder is on; nothing for a folder of this machine, and where the system does not say.
pub fn share(folder: &Path) -> Option<String> {
    let folder = std::fs::canonicalize(folder).ok()?;
    let mounts = std::fs::read_to_string("/proc/self/mountinfo").ok()?;
    share_of(&folder, &mounts)
}

/// The kind of network share that a folder is on, by the system's list of what is mounted where (proc(5)).
fn share_of(folder: &Path, mounts: &str) -> Option<String> {
    let mount = |line: &str| {
        let (head, tail) = line.split_once(" - ")?;
        let point = unescaped(head.split(' ').nth(4)?);
        let depth = Path::new(&point).components().count();
        let kind = tail.split(' ').next()?.to_owned();
        folder.starts_with(&point).then_some((depth, kind))
    };
    // Of several at one place the last one is seen.
    let mounts = mounts.lines().filter_map(mount);
    let (_, kind) = mounts.fold((0, String::new()), |best, next| if next.0 >= best.0 { next } else { best });
    REMOTE.contains(&kind.as_str()).then_some(kind)
}

/// A path of the list, in which blanks stand as octal numbers.
fn unescaped(path: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(path.to_owned(), |path, (escaped, letter)| path.replace(escaped, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_known_by_what_is_mounted_nearest() {
        let mounts = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
                      40 22 0:40 / /mnt/Finance\\040Office rw - cifs //server/finance rw\n\
                      41 40 0:41 / /mnt/Finance\\040Office/local rw - ext4 /dev/sdb1 rw\n\
                      42 22 0:42 / /home rw shared:3 master:1 - nfs4 server:/home rw\n";
        let share = |path: &str| share_of(Path::new(path), mounts);
        assert_eq!(share("/mnt/Finance Office/fund").as_deref(), Some("cifs"));
        assert_eq!(share("/mnt/Finance Office/local/fund"), None);
        assert_eq!(share("/home/ann/fund").as_deref(), Some("nfs4"));
        assert_eq!((share("/srv/fund"), share("/homes/fund")), (None, None));
    }
}
