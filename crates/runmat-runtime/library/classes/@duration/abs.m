function d = abs(d)
  % abs(d): durations, without sign.
  d.data__ = abs(d.data__);
end
