%% compat: octave
r = 0:0.1:1;
printf ("%d\n", numel (r));
printf ("%d\n", columns (1:5));
printf ("%g ", -(1:3));
printf ("\n");
printf ("%g ", (1:3) * 2 + 1);
printf ("\n");
printf ("%d %d\n", isempty (3:2), numel (1:0));
for k = 10:-4:1
  printf ("%d ", k);
endfor
printf ("\n");
printf ("%g\n", (0:0.1:1)(4));
printf ("%s\n", class (1:3));
