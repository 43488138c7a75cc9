//! Reading and writing with subscripts.
