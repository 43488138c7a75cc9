function n = calweeks(d)
  % n = calweeks(d): how many whole weeks are in it.
  n = fix(imag(d.data__) / 7);
end
