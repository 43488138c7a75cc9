%% compat: octave
puts ("puts\n");
fputs (stdout, "fputs\n");
fdisp (stdout, [1 2; 3 4]);
fprintf ("%s\n", "fprintf");
printf ("%s\n", "printf");
disp ("disp");
display (5);
x = 3;
display (x);
fflush (stdout);
