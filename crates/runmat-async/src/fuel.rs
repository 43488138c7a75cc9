//! Deterministic metering of work.
//!
//! Fuel counts units of work, never time: the same run costs the same on every machine. It is passed along
//! explicitly and charged *before* the effect it pays for. Nothing here knows what a unit buys.

use core::fmt;

/// A signed budget of work units.
///
/// A budget of `n` buys exactly `n` units. There are two ways to pay: [`try_charge`](Self::try_charge) takes all or
/// nothing, for work that can be repeated after refuelling; [`charge`](Self::charge) always takes, for work whose
/// price is known late, and may leave a debt that the next refuelling pays first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fuel {
    left: i64,
    granted: i64,
}

impl Fuel {
    /// A budget of `units` (at most `i64::MAX`).
    pub const fn new(units: u64) -> Self {
        let units = clamp(units);
        Self { left: units, granted: units }
    }

    /// A budget that no run can use up: `i64::MAX` units.
    pub const fn unlimited() -> Self {
        Self::new(u64::MAX)
    }

    /// What is left; negative when more was charged than granted.
    #[inline]
    pub const fn left(&self) -> i64 {
        self.left
    }

    /// What was charged since the start, refuelling or not.
    pub const fn spent(&self) -> u64 {
        self.granted.wrapping_sub(self.left) as u64
    }

    /// Takes `units`, going into debt if there are not so many.
    #[inline]
    pub const fn charge(&mut self, units: u64) {
        self.left = self.left.saturating_sub(clamp(units));
    }

    /// Takes `units` if there are so many, and nothing otherwise.
    ///
    /// # Errors
    ///
    /// [`OutOfFuel`] when less is left; the budget is then unchanged.
    #[inline]
    pub const fn try_charge(&mut self, units: u64) -> Result<(), OutOfFuel> {
        let units = clamp(units);
        if self.left < units {
            return Err(OutOfFuel { missing: units.saturating_sub(self.left) as u64 });
        }
        self.left -= units;
        Ok(())
    }

    /// Adds `units`, up to `i64::MAX` left.
    pub const fn refuel(&mut self, units: u64) {
        let before = self.left;
        self.left = before.saturating_add(clamp(units));
        self.granted = self.granted.wrapping_add(self.left.wrapping_sub(before));
    }

    /// Whether more was charged than granted.
    #[inline]
    pub const fn is_exhausted(&self) -> bool {
        self.left < 0
    }
}

impl Default for Fuel {
    /// [`Fuel::unlimited`].
    fn default() -> Self {
        Self::unlimited()
    }
}

/// The budget does not cover a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfFuel {
    /// How many units more would have been enough.
    pub missing: u64,
}

impl fmt::Display for OutOfFuel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "out of fuel: {} more units needed", self.missing)
    }
}

impl core::error::Error for OutOfFuel {}

const fn clamp(units: u64) -> i64 {
    if units > i64::MAX as u64 { i64::MAX } else { units as i64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_buys_exactly_its_units() {
        let mut fuel = Fuel::new(10);
        assert_eq!(fuel.try_charge(10), Ok(()));
        assert!(!fuel.is_exhausted());
        assert_eq!(fuel.try_charge(1), Err(OutOfFuel { missing: 1 }));
        assert_eq!((fuel.left(), fuel.spent()), (0, 10));
    }

    #[test]
    fn a_debt_is_paid_first() {
        let mut fuel = Fuel::new(10);
        fuel.charge(25);
        assert!(fuel.is_exhausted());
        assert_eq!(fuel.try_charge(5), Err(OutOfFuel { missing: 20 }));
        fuel.refuel(20);
        assert_eq!(fuel.left(), 5);
        assert_eq!(fuel.spent(), 25);
    }

    #[test]
    fn extremes_saturate() {
        let mut fuel = Fuel::unlimited();
        fuel.refuel(u64::MAX);
        fuel.charge(3);
        assert_eq!((fuel.left(), fuel.spent()), (i64::MAX - 3, 3));
        fuel.charge(u64::MAX);
        fuel.charge(u64::MAX);
        assert_eq!(fuel.left(), i64::MIN);
        fuel.refuel(u64::MAX);
        assert!(fuel.is_exhausted());
    }
}
