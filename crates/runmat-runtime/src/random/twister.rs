//! The Mersenne twister MT19937, its state plain words.

const N: usize = 624;
const M: usize = 397;

/// A stream of random numbers.
#[derive(Clone, PartialEq, Eq)]
pub struct Twister {
    state: [u32; N],
    at: usize,
}

impl std::fmt::Debug for Twister {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Twister at {}", self.at)
    }
}

impl Twister {
    /// Seeded with one number.
    pub fn seeded(seed: u32) -> Self {
        let mut state = [0; N];
        state[0] = seed;
        for k in 1..N {
            let last: u32 = state[k - 1];
            state[k] = (last ^ (last >> 30)).wrapping_mul(1_812_433_253).wrapping_add(k as u32);
        }
        Twister { state, at: N }
    }

    /// Seeded with a list of numbers (an empty one counts as a zero).
    pub fn keyed(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut t = Twister::seeded(19_650_218);
        let s = &mut t.state;
        let (mut i, mut j) = (1, 0);
        let wrap = |s: &mut [u32; N], i: &mut usize| {
            *i += 1;
            if *i == N {
                s[0] = s[N - 1];
                *i = 1;
            }
        };
        for _ in 0..N.max(key.len()) {
            let mixed = (s[i - 1] ^ (s[i - 1] >> 30)).wrapping_mul(1_664_525);
            s[i] = (s[i] ^ mixed).wrapping_add(key[j]).wrapping_add(j as u32);
            wrap(s, &mut i);
            j = (j + 1) % key.len();
        }
        for _ in 0..N - 1 {
            let mixed = (s[i - 1] ^ (s[i - 1] >> 30)).wrapping_mul(1_566_083_941);
            s[i] = (s[i] ^ mixed).wrapping_sub(i as u32);
            wrap(s, &mut i);
        }
        s[0] = 0x8000_0000;
        t
    }

    /// The state as 625 words: the table, then the position in it.
    pub fn words(&self) -> Vec<u32> {
        let mut words = self.state.to_vec();
        words.push(self.at as u32);
        words
    }

    /// From [`Twister::words`]; `None` when they are no state.
    pub fn from_words(words: &[u32]) -> Option<Self> {
        let (at, state) = words.split_last()?;
        let state: [u32; N] = state.try_into().ok()?;
        (*at as usize <= N).then_some(Twister { state, at: *at as usize })
    }

    fn refill(&mut self) {
        for k in 0..N {
            let y = (self.state[k] & 0x8000_0000) | (self.state[(k + 1) % N] & 0x7fff_ffff);
            let odd = if y & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[k] = self.state[(k + M) % N] ^ (y >> 1) ^ odd;
        }
        self.at = 0;
    }

    /// 32 random bits.
    #[inline]
    pub fn next_u32(&mut self) -> u32 {
        if self.at >= N {
            self.refill();
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// 64 random bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let high = self.next_u32() as u64;
        high << 32 | self.next_u32() as u64
    }

    /// Uniform in (0, 1), 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        loop {
            let (a, b) = ((self.next_u32() >> 5) as f64, (self.next_u32() >> 6) as f64);
            let x = (a * 67_108_864.0 + b) / 9_007_199_254_740_992.0;
            if x > 0.0 {
                return x;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_reference_generator() {
        for seed in [0, 1, 42, 5489, u32::MAX] {
            let (mut ours, mut theirs) = (Twister::seeded(seed), rand_mt::Mt::new(seed));
            assert!((0..2000).all(|_| ours.next_u32() == theirs.next_u32()));
        }
        let (mut ours, mut theirs) = (Twister::keyed(&[1, 2, 3]), rand_mt::Mt::new_with_key([1, 2, 3]));
        assert!((0..2000).all(|_| ours.next_u32() == theirs.next_u32()));
    }

    #[test]
    fn first_doubles_of_known_seeds() {
        assert_eq!(Twister::seeded(42).uniform(), 0.3745401188473625);
        assert_eq!(Twister::seeded(5489).uniform(), 0.8147236863931789);
        assert_eq!(Twister::keyed(&[42]).uniform(), 0.6394267984578837);
    }

    #[test]
    fn words_restore_the_stream() {
        let mut a = Twister::seeded(7);
        (0..1000).for_each(|_| _ = a.next_u32());
        let mut b = Twister::from_words(&a.words()).unwrap();
        assert_eq!(a.next_u64(), b.next_u64());
        assert!(Twister::from_words(&[1, 2]).is_none());
    }
}
