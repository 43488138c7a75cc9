//! Function names as numbers, so that a call looks its target up by index.

use runmat_syntax::ast::Name;
use std::collections::HashMap;

/// The home of the library's functions: they see one another whatever the dialect and whatever scripts define.
pub const LIBRARY: u64 = u64::MAX;

/// Names of functions called, numbered. A name can stand for another function in a file that has a
/// local (or private) one, so a symbol is a name within a home.
#[derive(Debug, Default, Clone)]
pub struct Symbols {
    index: HashMap<(u64, Name), u32>,
    entries: Vec<(u64, Name)>,
    /// Numbers to be given out again.
    free: Vec<u32>,
}

impl Symbols {
    /// The number of `name` as seen from `home` (0: everywhere).
    pub fn intern(&mut self, home: u64, name: &str) -> u32 {
        let key = (home, Name::from(name));
        if let Some(&s) = self.index.get(&key) {
            return s;
        }
        let s = match self.free.pop() {
            Some(s) => {
                self.entries[s as usize] = key.clone();
                s
            }
            None => {
                self.entries.push(key.clone());
                self.entries.len() as u32 - 1
            }
        };
        self.index.insert(key, s);
        s
    }

    /// Frees the numbers of names in homes that are no more.
    pub fn forget(&mut self, gone: impl Fn(u64) -> bool) -> Vec<u32> {
        let mut freed = Vec::new();
        self.index.retain(|(home, _), s| {
            let keep = !gone(*home);
            if !keep {
                freed.push(*s);
            }
            keep
        });
        freed.sort_unstable();
        self.free.extend(&freed);
        freed
    }

    /// Home and name of a symbol.
    pub fn entry(&self, symbol: u32) -> (u64, &Name) {
        let (home, name) = &self.entries[symbol as usize];
        (*home, name)
    }

    /// Number of symbols.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// None yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}
