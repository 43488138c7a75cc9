function d = uplus(d)
  % uplus(d): durations, the same.
  d.data__ = uplus(d.data__);
end
