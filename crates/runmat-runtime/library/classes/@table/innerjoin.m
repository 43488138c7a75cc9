function [t, ia, ib] = innerjoin(a, b, varargin)
  % [t, ia, ib] = innerjoin(a, b, 'Keys', variables): all pairs of rows with the same keys, in their order.
  options = __join_options__(varargin, inputname(1, false), inputname(2, false));
  [left, right, keysa, keysb] = __join_keys__(a, b, options);
  [ia, ib] = __pairs_of_rows__(left, right);
  t = __joined__(a, b, ia, ib, keysa, keysb, options, false);
end
