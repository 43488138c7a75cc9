function d = uminus(d)
  % uminus(d): durations, the opposite.
  d.data__ = uminus(d.data__);
end
