//! Operators: class rules, broadcasting, elementwise kernels.
