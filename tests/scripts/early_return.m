%% compat: both
1;
function r = first_negative(v)
  r = 0;
  for k = 1:numel(v)
    if v(k) < 0
      r = k;
      return;
    end
  end
  disp('none found');
end
fprintf('%d\n', first_negative([3 -1 -2]));
fprintf('%d\n', first_negative([1 2]));
