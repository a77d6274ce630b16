//! Maps that are only looked up in, many times: in no order, and hashed for speed.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;

/// A map in which things are looked up by the hundred thousand. Nothing goes through it in order.
pub type Lookup<K, V> = HashMap<K, V, RandomState>;

/// A set of which it is asked as often whether something is in it.
pub type LookupSet<K> = HashSet<K, RandomState>;
