function d = uminus(d)
  % -d: the opposite.
  d.data__ = complex(-real(d.data__), -imag(d.data__));
end
