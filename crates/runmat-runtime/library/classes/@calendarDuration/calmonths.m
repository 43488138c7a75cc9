function n = calmonths(d)
  % n = calmonths(d): how many whole months are in it.
  n = real(d.data__);
end
