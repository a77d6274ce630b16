//! The command `poolfund`.

fn main() {}
