//! Who pays for memory: each run has a [`Ledger`], each large array holds a [`Lease`] on it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Bytes held by the values of one run.
#[derive(Debug, Clone, Default)]
pub struct Ledger(Arc<Account>);

#[derive(Debug, Default)]
struct Account {
    held: AtomicU64,
    peak: AtomicU64,
}

impl Ledger {
    /// An account at zero.
    pub fn new() -> Self {
        Ledger::default()
    }

    /// Bytes held now.
    pub fn held(&self) -> u64 {
        self.0.held.load(Relaxed)
    }

    /// Most bytes held at once since the last [`Ledger::reset_peak`].
    pub fn peak(&self) -> u64 {
        self.0.peak.load(Relaxed)
    }

    /// Counts the peak anew, from what is held now.
    pub fn reset_peak(&self) {
        self.0.peak.store(self.held(), Relaxed);
    }

    fn add(&self, bytes: u64) {
        let held = self.0.held.fetch_add(bytes, Relaxed) + bytes;
        self.0.peak.fetch_max(held, Relaxed);
    }
}

/// An array's entry in a ledger; given back when the array is dropped. A clone holds nothing.
#[derive(Debug, Default)]
pub struct Lease(Option<Box<(Ledger, u64)>>);

impl Lease {
    /// Enters `bytes` into `ledger`, in place of what was held.
    pub fn hold(&mut self, ledger: &Ledger, bytes: u64) {
        self.release();
        ledger.add(bytes);
        self.0 = Some(Box::new((ledger.clone(), bytes)));
    }

    /// The array takes `bytes` now; nothing happens if it is in no ledger.
    pub fn resize(&mut self, bytes: u64) {
        if let Some(held) = &mut self.0 {
            held.0.add(bytes);
            held.0.0.held.fetch_sub(held.1, Relaxed);
            held.1 = bytes;
        }
    }

    /// Whether anything is held.
    pub fn is_held(&self) -> bool {
        self.0.is_some()
    }

    /// Gives back.
    pub fn release(&mut self) {
        if let Some(held) = self.0.take() {
            held.0.0.held.fetch_sub(held.1, Relaxed);
        }
    }
}

impl Clone for Lease {
    fn clone(&self) -> Self {
        Lease(None)
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.release();
    }
}
