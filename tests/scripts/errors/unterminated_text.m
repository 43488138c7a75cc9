% error-line: 4
name = 'world';
greeting = ['hello ' name;
disp('done)
x = 1;
