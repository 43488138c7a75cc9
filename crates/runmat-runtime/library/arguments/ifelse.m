function r = ifelse(mask, t, f)
% ifelse(mask, t, f): the same as merge.
  r = merge(mask, t, f);
end
