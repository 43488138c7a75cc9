function r = minus(a, b)
  % a - b: calendar durations.
  [r, parts] = __unify__(a, b);
  r.data__ = complex(real(parts{1}) - real(parts{2}), imag(parts{1}) - imag(parts{2}));
end
