function n = caldays(d)
  % n = caldays(d): how many whole days are in it.
  n = fix(imag(d.data__));
end
