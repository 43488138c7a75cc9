function n = calyears(d)
  % n = calyears(d): how many whole years are in it.
  n = fix(real(d.data__) / 12);
end
