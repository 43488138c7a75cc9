//! Putting arrays side by side.
