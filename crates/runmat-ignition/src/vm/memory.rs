//! What the values of a run take, and its limit.
//!
//! Large arrays are in the ledger of the session, each from its beginning to its end. All else, [`Small`], is only added
//! up as it comes, which says how much there is at most; when that could be too much, what is still there is counted.

use super::Machine;
use super::frame::Frame;
use runmat_value::array::unique;
use runmat_value::census::{Census, HEADER};
use runmat_value::{ErrorKind, Result, Value};

/// Arrays with more elements have an account of their own.
const LARGE: usize = 1 << 12;
/// What writing an element or field may add to what holds it.
const EDIT: u64 = 128;

/// Memory that is in no account, in bytes.
#[derive(Debug, Default)]
pub(super) struct Small {
    /// Found by the last census.
    counted: u64,
    /// What has come since, whether or not it is still there.
    fresh: u64,
}

impl Small {
    /// After everything has come at once: to be counted at the next look.
    pub(super) fn unknown() -> Self {
        Small { counted: 0, fresh: 1 << 62 }
    }
}

impl Machine {
    /// Bytes known to be held.
    fn held(&self) -> u64 {
        self.session.ledger.held() + self.small.counted
    }

    /// Bytes that may be held.
    fn room(&self) -> u64 {
        self.session.memory_limit.unwrap_or(self.session.room)
    }

    /// Refuses a value of `bytes` bytes that can't be held beside the others.
    pub(crate) fn admit(&self, bytes: usize) -> Result<()> {
        let whole = self.held().saturating_add(bytes as u64);
        match self.session.memory_limit {
            Some(limit) if whole > limit => Err(ErrorKind::MemoryLimit { limit }.into()),
            _ if bytes > 0 && whole > self.session.room => {
                let dims = runmat_value::Dims::row(bytes / 8);
                Err(ErrorKind::TooLarge { dims, bytes: bytes as u128 }.into())
            }
            _ => Ok(()),
        }
    }

    /// Enters a new value into the memory account: by itself when it is large.
    pub(crate) fn account(&mut self, v: &mut Value) {
        if cfg!(feature = "unmetered") {
            return;
        }
        macro_rules! enter {
            ($($array:ident)*) => {
                match v {
                    $(Value::$array(a) if a.len() > LARGE => {
                        if !a.is_leased()
                            && let Some(a) = unique(a)
                        {
                            let bytes = a.bytes() as u64;
                            a.lease_mut().hold(&self.session.ledger, bytes);
                        }
                    }
                    Value::$array(a) => self.small.fresh += HEADER + a.bytes() as u64,)*
                    v if v.is_heap() => self.small.fresh += 2 * HEADER,
                    _ => {}
                }
            };
        }
        enter!(F64 C64 F32 C32 Bools Chars I8s I16s I32s I64s U8s U16s U32s U64s Cell Strings);
        if self.held() > self.room() || self.census_is_due() {
            // The next charge looks up; what has been used stays counted.
            self.budget_given -= self.meter.budget + 1;
            self.meter.budget = -1;
        }
    }

    /// The value in a register has been written into, and takes so many bytes more.
    pub(super) fn account_growth(&mut self, register: usize, grown: u64) {
        self.small.fresh += EDIT;
        if grown > 0 && !cfg!(feature = "unmetered") {
            self.small.fresh += grown;
            let mut v = self.core.regs[register].take();
            self.account(&mut v);
            self.core.regs[register] = v;
        }
    }

    /// Whether there may be too much, because of what is in no account. That is not said again before an eighth of the
    /// limit may have come, so that programs close to their limit do not count all the time.
    fn census_is_due(&self) -> bool {
        let limit = self.room();
        self.small.fresh > limit.saturating_sub(self.held()).max(limit / 8)
    }

    /// The limit, if the values take more.
    pub(super) fn memory_exceeded(&mut self) -> Option<u64> {
        if self.census_is_due() {
            self.take_census();
        }
        let limit = self.room();
        (self.held() > limit).then_some(limit)
    }

    /// What earlier runs have left, when that may be more than the limit.
    pub(super) fn left_over(&mut self, limit: u64) -> u64 {
        if self.held() + self.small.fresh > limit {
            self.take_census();
        }
        self.held()
    }

    fn take_census(&mut self) {
        let mut census = Census::default();
        self.core.regs.iter().chain(self.core.base.values()).for_each(|v| census.count(v));
        let shared = self.session.globals.values().chain(self.core.functions.persistents.values());
        shared.for_each(|v| census.count(&Value::Boxed(v.clone())));
        count_frames(&mut census, &self.core.frames);
        for task in self.core.tasks.all.values() {
            task.strand.regs.iter().for_each(|v| census.count(v));
            count_frames(&mut census, &task.strand.frames);
            task.start.iter().for_each(|(f, args)| std::iter::once(f).chain(args).for_each(|v| census.count(v)));
            task.handle.iter().for_each(|h| census.count(&Value::Handle(h.clone())));
        }
        self.small = Small { counted: census.bytes(), fresh: 0 };
    }
}

/// What builtins in the middle of their work hold.
fn count_frames(census: &mut Census, frames: &[Frame]) {
    for frame in frames {
        if let Frame::Native(native) = frame {
            native.then.state.iter().for_each(|v| census.count(v));
        }
    }
}
