function __webstore__(file, body)
% __webstore__(file, bytes): makes a file of bytes.
  [f, message] = fopen(file, 'w');
  if f < 0
    error('MATLAB:webservices:fileWrite', 'The file ''%s'' cannot be written: %s', file, message);
  end
  closed = onCleanup(@() fclose(f));
  fwrite(f, body, 'uint8');
end
