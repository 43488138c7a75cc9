function n = calquarters(d)
  % n = calquarters(d): how many whole quarters are in it.
  n = fix(real(d.data__) / 3);
end
