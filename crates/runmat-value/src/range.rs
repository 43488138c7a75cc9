//! Lazy ranges `base:increment:limit`.

use crate::parallel::{self, Cost};

/// A double row that is not stored: element `k` is `base + k*increment`, the last one never past `limit`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    base: f64,
    increment: f64,
    limit: f64,
    len: usize,
}

impl Range {
    /// The range; empty when the increment is 0, NaN, or leads away from the limit. A quotient within
    /// three rounding errors of an integer counts as that integer.
    pub fn new(base: f64, increment: f64, limit: f64) -> Self {
        Range { base, increment, limit, len: count(base, increment, limit) }
    }

    /// A range with a given number of elements.
    pub fn with_len(base: f64, increment: f64, len: usize) -> Self {
        let limit = base + increment * len.saturating_sub(1) as f64;
        Range { base, increment, limit, len }
    }

    /// From its parts; `None` when the length is neither what follows from them nor what [`Range::with_len`] was given.
    pub fn from_parts(base: f64, increment: f64, limit: f64, len: usize) -> Option<Self> {
        let same = |r: &Range| r.len == len && r.limit.to_bits() == limit.to_bits();
        [Range::new(base, increment, limit), Range::with_len(base, increment, len)].into_iter().find(same)
    }

    /// First element.
    pub fn base(&self) -> f64 {
        self.base
    }

    /// Step.
    pub fn increment(&self) -> f64 {
        self.increment
    }

    /// The limit as written.
    pub fn limit(&self) -> f64 {
        self.limit
    }

    /// Number of elements.
    pub fn len(&self) -> usize {
        self.len
    }

    /// No elements.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Element `k`, 0-based.
    #[inline]
    pub fn get(&self, k: usize) -> f64 {
        let x = self.base + k as f64 * self.increment;
        if k + 1 == self.len && ((self.increment > 0.0 && x > self.limit) || (self.increment < 0.0 && x < self.limit)) {
            self.limit
        } else {
            x
        }
    }

    /// All elements.
    pub fn to_vec(&self) -> Vec<f64> {
        let (base, step, n) = (self.base, self.increment, self.len);
        let mut out = parallel::build(n, Cost::Cheap, |at, out| {
            let end = at + out.room();
            out.extend((at..end).map(|k| base + k as f64 * step));
        });
        if let Some(last) = out.last_mut() {
            *last = self.get(n - 1);
        }
        out
    }
}

fn count(base: f64, increment: f64, limit: f64) -> usize {
    if increment == 0.0 || base.is_nan() || increment.is_nan() || limit.is_nan() {
        return 0;
    }
    if (increment > 0.0 && base > limit) || (increment < 0.0 && base < limit) {
        return 0;
    }
    let quotient = (limit - base) / increment;
    let tolerance = 3.0 * f64::EPSILON * quotient.abs().max(1.0);
    let n = (quotient + tolerance).floor();
    if n >= usize::MAX as f64 / 16.0 {
        return usize::MAX / 16;
    }
    // The next element still counts when it is the limit but for rounding.
    let next = base + (n + 1.0) * increment;
    let reaches = (next - limit).abs() < 3.0 * f64::EPSILON * next.abs().max(limit.abs());
    n as usize + 1 + reaches as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_does_not_cost_the_last_element() {
        assert_eq!(Range::new(1.5, 0.001, 1.507).len(), 8);
        assert_eq!(Range::new(0.0, 0.1, 0.3).len(), 4);
        assert_eq!(Range::new(0.0, 0.3, 1.0).len(), 4);
        assert_eq!(Range::new(1.0, 1.0, 5.0).len(), 5);
        assert_eq!(Range::new(1.0, 1.0, 5.9).len(), 5);
        assert_eq!(Range::new(5.0, 1.0, 4.0).len(), 0);
        assert_eq!(Range::new(0.0, 1.0, 0.0).len(), 1);
    }
}
