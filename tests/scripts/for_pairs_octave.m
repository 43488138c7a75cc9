%% compat: octave
s.x = 1; s.y = 'ab';
for [v, k] = s
  printf ('%s:', k); disp (v);
end
s(2).x = 3;
for [v, k] = s
  k, v
end
t = struct ('a', {{7, 8}});
for [q.value, q.key] = t
  disp (q.key), disp (size (q.value))
end
try
  for [v, k] = 5
  end
catch e
  disp (e.message)
end
