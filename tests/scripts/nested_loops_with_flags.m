%% compat: both
found = false;
for a = 1:20
  for b = a:20
    c = sqrt(a^2 + b^2);
    if c == fix(c) && a + b + c == 40
      found = true;
      break;
    end
  end
  if found, break; end
end
fprintf('%d %d %d\n', a, b, c);
k = 0;
for i = 1:3
  switch i
    case 2
      continue
  end
  k = k + i;
end
fprintf('%d\n', k);
